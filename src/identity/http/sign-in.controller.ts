import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView, pressed } from '../../shared/web/bind';
import { Cookies } from '../../shared/web/cookies';
import { Password, Phone, Text } from '../../shared/web/fields';
import { Installation } from '../../shared/web/installation';
import { invalid, localPath, page, redirect } from '../../shared/web/page';
import { networkOf, Throttle } from '../../shared/web/throttle';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import { AccountsQueries } from '../accounts.queries';
import { Accounts } from '../accounts.service';
import { demoRoles } from '../demo-accounts';
import { profilePaths } from '../identity.paths';
import { tooShortForStaff } from '../password.rules';
import { Sessions } from '../sessions.service';

/** Quality D3: both limits must pass, and neither locks a person out for good. */
const PER_ACCOUNT = { name: 'sign-in-account', count: 10, windowMinutes: 15 };
const PER_ADDRESS = { name: 'sign-in-address', count: 100, windowMinutes: 15 };

class SignInForm {
  @Phone() phone!: string;
  @Password() password!: string;
  @Text({ label: '去处', max: 300, optional: true }) next!: string;
}

@Controller()
export class SignInController {
  constructor(
    private readonly accounts: Accounts,
    private readonly queries: AccountsQueries,
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly throttle: Throttle,
    private readonly installation: Installation,
  ) {}

  @Access('public')
  @Get('sign-in')
  show(@Query('next') next: unknown) {
    const form = emptyForm(SignInForm, { next: localPath(next, '/my') });
    return page('identity/sign-in', this.model(form), { title: '登录', tab: 'my' });
  }

  @Access('public')
  @Post('sign-in')
  async create(
    @Body() body: unknown,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const form = bind(SignInForm, body);
    const accountId = form.ok ? await this.check(form, request) : null;
    if (accountId === null)
      return invalid('identity/sign-in', this.model(form), { title: '登录', tab: 'my' });
    if (request.actor) await this.sessions.end(request.actor.sessionKey);
    const session = await this.sessions.start(accountId);
    this.cookies.setSession(reply, session.token, session.maxAge);
    if (tooShortForStaff(form.value.password) && (await this.queries.isStaff(accountId)))
      return redirect(profilePaths.password());
    return redirect(localPath(form.value.next, '/my'));
  }

  @Access('account')
  @Post('sign-out')
  async end(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    pressed(body);
    await this.sessions.end(actor.sessionKey);
    this.cookies.clearSession(reply);
    return redirect('/');
  }

  private async check(form: Form<SignInForm>, request: WebRequest): Promise<string | null> {
    const { phone, password } = form.value;
    const address = networkOf(request.ip);
    await this.throttle.check(PER_ACCOUNT, phone);
    await this.throttle.check(PER_ADDRESS, address);
    const accountId = await this.accounts.authenticate(phone, password);
    if (accountId !== null) return accountId;
    await this.throttle.count(PER_ACCOUNT, phone);
    await this.throttle.count(PER_ADDRESS, address);
    form.fail('password', '手机号或密码不对，请再试一次');
    return null;
  }

  private model(form: Form<SignInForm>) {
    const { demo, demoPassword } = this.installation;
    return {
      form: formView(form, ['phone', 'password', 'next']),
      demoRoles: demo ? demoRoles : [],
      demoPassword: demoPassword ?? '',
      signUpHref: `/sign-up?next=${encodeURIComponent(localPath(form.input.next, '/my'))}`,
    };
  }
}
