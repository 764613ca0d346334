import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { Password, Phone, Text } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { invalid, page, redirect } from '../../shared/web/page';
import { networkOf, Throttle } from '../../shared/web/throttle';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import { resetPaths } from '../identity.paths';
import { PasswordChanges } from '../password-changes.service';

/** Quality D3, counted apart from sign-in: guesses here never lock that door. */
const PER_ACCOUNT = { name: 'reset-code-account', count: 10, windowMinutes: 15 };
const PER_ADDRESS = { name: 'reset-code-address', count: 100, windowMinutes: 15 };
const OPTIONS = { title: '用验证码设新密码', tab: 'my' } as const;

class CodeForm {
  @Phone() phone!: string;
  @Text({ label: '验证码', max: 12 }) code!: string;
  @Password({ min: 8, label: '新密码' }) newPassword!: string;
}

/** A new password with the six digits that a clerk reads out. */
@Controller('password-resets/code')
@Access('public')
export class ResetCodesController {
  constructor(
    private readonly changes: PasswordChanges,
    private readonly throttle: Throttle,
    private readonly flash: Flash,
  ) {}

  @Get()
  show() {
    return page('identity/reset-code', model(emptyForm(CodeForm)), OPTIONS);
  }

  @Post()
  async create(
    @Body() body: unknown,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const form = bind(CodeForm, body);
    if (form.ok) await this.change(form, networkOf(request.ip));
    if (!form.ok) return invalid('identity/reset-code', model(form), OPTIONS);
    this.flash.say(reply, '密码改好了，请用新密码登录');
    return redirect('/sign-in');
  }

  private async change(form: Form<CodeForm>, address: string): Promise<void> {
    const { phone, code, newPassword } = form.value;
    await this.throttle.check(PER_ACCOUNT, phone);
    await this.throttle.check(PER_ADDRESS, address);
    try {
      await this.changes.byCode(phone, code.replace(/\s/g, ''), newPassword);
    } catch (error) {
      form.catchViolation(error);
      await this.throttle.count(PER_ACCOUNT, phone);
      await this.throttle.count(PER_ADDRESS, address);
    }
  }
}

const model = (form: Form<CodeForm>) => ({
  form: formView(form, ['phone', 'code', 'newPassword']),
  action: resetPaths.code(),
  backHref: resetPaths.request(),
});
