import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { Password, Phone } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { invalid, page, redirect } from '../../shared/web/page';
import { Limit, networkOf, Throttle } from '../../shared/web/throttle';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import { AccountsQueries } from '../accounts.queries';
import { resetPaths } from '../identity.paths';
import { PasswordChanges } from '../password-changes.service';
import { CODE_MINUTES, LINK_MINUTES, PasswordResets } from '../password-resets.service';

const PER_PHONE: Limit = { name: 'reset-mail', count: 3, windowMinutes: 60 };
const PER_ADDRESS: Limit = { name: 'reset-address', count: 100, windowMinutes: 15 };
const REQUEST = { title: '找回密码', tab: 'my' } as const;
const LINK = { title: '设新密码', tab: 'my', secretUrl: true } as const;

class RequestForm {
  @Phone() phone!: string;
}

class NewPasswordForm {
  @Password({ min: 8, label: '新密码' }) newPassword!: string;
}

/** The way back in by mail: the answer never says whether the account exists (quality D4). */
@Controller('password-resets')
@Access('public')
export class PasswordResetsController {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly resets: PasswordResets,
    private readonly changes: PasswordChanges,
    private readonly throttle: Throttle,
    private readonly flash: Flash,
  ) {}

  @Get()
  show() {
    return page('identity/reset-request', requestModel(emptyForm(RequestForm)), REQUEST);
  }

  @Post()
  async create(@Body() body: unknown, @Req() request: WebRequest) {
    const form = bind(RequestForm, body);
    if (!form.ok) return invalid('identity/reset-request', requestModel(form), REQUEST);
    const { phone } = form.value;
    await this.spend(PER_PHONE, phone);
    await this.spend(PER_ADDRESS, networkOf(request.ip));
    await this.resets.mailLink(await this.accounts.holder(phone));
    return redirect(resetPaths.sent());
  }

  @Get('sent')
  sent() {
    const model = { minutes: LINK_MINUTES, codeHref: resetPaths.code() };
    return page('identity/reset-sent', model, REQUEST);
  }

  @Get('links/:token')
  async open(@Param('token') token: string) {
    const model = linkModel(token, emptyForm(NewPasswordForm), await this.changes.opens(token));
    return page('identity/reset-link', model, LINK);
  }

  @Post('links/:token')
  async change(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    await this.spend(PER_ADDRESS, networkOf(request.ip));
    const form = bind(NewPasswordForm, body);
    try {
      if (form.ok) await this.changes.byLink(token, form.value.newPassword);
    } catch (error) {
      form.catchViolation(error);
    }
    if (!form.ok) {
      const model = linkModel(token, form, await this.changes.opens(token));
      return invalid('identity/reset-link', model, LINK);
    }
    this.flash.say(reply, '密码改好了，请用新密码登录');
    return redirect('/sign-in');
  }

  private async spend(limit: Limit, key: string): Promise<void> {
    await this.throttle.check(limit, key);
    await this.throttle.count(limit, key);
  }
}

const requestModel = (form: Form<RequestForm>) => ({
  form: formView(form, ['phone']),
  action: resetPaths.request(),
  codeHref: resetPaths.code(),
  codeMinutes: CODE_MINUTES,
});

const linkModel = (token: string, form: Form<NewPasswordForm>, open: boolean) => ({
  form: formView(form, ['newPassword']),
  action: resetPaths.link(token),
  open,
  againHref: resetPaths.request(),
});
