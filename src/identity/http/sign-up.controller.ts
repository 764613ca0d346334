import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { Cookies } from '../../shared/web/cookies';
import {
  Email,
  Flag,
  OneOf,
  Chosen,
  Password,
  PersonName,
  Phone,
  Tick,
  Text,
} from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { invalid, localPath, page, redirect } from '../../shared/web/page';
import { networkOf, Throttle } from '../../shared/web/throttle';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import { SitesQueries } from '../../sites/sites.queries';
import { Accounts } from '../accounts.service';
import { accountAgeBands, AgeBand, ageBandNames } from '../person';
import { Sessions } from '../sessions.service';

const PER_ADDRESS = { name: 'sign-up', count: 200, windowMinutes: 60 };
/** Who tries numbers one after the other learns little: the answer for a known one is limited. */
const TAKEN_PER_ADDRESS = { name: 'sign-up-taken', count: 20, windowMinutes: 60 };
const FIELDS = [
  'phone',
  'password',
  'name',
  'siteId',
  'ageBand',
  'email',
  'consent',
  'photoConsent',
  'next',
];

class SignUpForm {
  @Phone() phone!: string;
  @Password({ min: 8 }) password!: string;
  @PersonName() name!: string;
  @Chosen({ label: '所在社区' }) siteId!: string;
  @OneOf(accountAgeBands, { label: '年龄段' }) ageBand!: AgeBand;
  @Email({ optional: true }) email!: string;
  @Tick({ message: '请先阅读并同意《个人信息说明》' }) consent!: boolean;
  @Flag() photoConsent!: boolean;
  @Text({ label: '去处', max: 300, optional: true }) next!: string;
}

@Controller('sign-up')
export class SignUpController {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly sites: SitesQueries,
    private readonly cookies: Cookies,
    private readonly flash: Flash,
    private readonly throttle: Throttle,
  ) {}

  @Access('public')
  @Get()
  async show(@Query('next') next: unknown) {
    return page(
      'identity/sign-up',
      await this.model(emptyForm(SignUpForm, { next: localPath(next, '/my') })),
      {
        title: '注册',
        tab: 'my',
      },
    );
  }

  @Access('public')
  @Post()
  async create(
    @Body() body: unknown,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const address = networkOf(request.ip);
    await this.throttle.check(PER_ADDRESS, address);
    await this.throttle.check(TAKEN_PER_ADDRESS, address);
    const form = bind(SignUpForm, body);
    if (form.ok) await this.register(form, request, reply);
    if (form.ok) return redirect(localPath(form.value.next, '/my'));
    return invalid('identity/sign-up', await this.model(form), { title: '注册', tab: 'my' });
  }

  private async register(form: Form<SignUpForm>, request: WebRequest, reply: WebReply) {
    const { phone, password, name, siteId, ageBand, email, photoConsent } = form.value;
    const communities = await this.sites.communities();
    if (!communities.some((site) => site.id === siteId)) {
      form.fail('siteId', '请重新选择所在社区');
      return;
    }
    try {
      await this.throttle.count(PER_ADDRESS, networkOf(request.ip));
      const person = {
        phone,
        password,
        name,
        siteId,
        ageBand,
        photoConsent,
        clerk: null,
      };
      const { accountId } = await this.accounts.register({ ...person, email: email || null });
      const session = await this.sessions.start(accountId);
      this.cookies.setSession(reply, session.token, session.maxAge);
      this.flash.say(reply, '注册好了，现在可以报名');
    } catch (error) {
      form.catchViolation(error);
      if (form.errors.has('phone'))
        await this.throttle.count(TAKEN_PER_ADDRESS, networkOf(request.ip));
    }
  }

  private async model(form: Form<SignUpForm>) {
    const communities = await this.sites.communities();
    return {
      form: formView(form, FIELDS),
      communities: communities.map((site) => ({ value: site.id, label: site.name })),
      ageBands: accountAgeBands.map((band) => ({ value: band, label: ageBandNames[band] })),
    };
  }
}
