import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { Cookies } from '../../shared/web/cookies';
import { Password } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { invalid, page, redirect } from '../../shared/web/page';
import { Throttle } from '../../shared/web/throttle';
import { WebReply } from '../../shared/web/web-request';
import { profilePaths } from '../identity.paths';
import { isStaff } from '../roles.rules';
import { STAFF_LENGTH } from '../password.rules';
import { PasswordChanges } from '../password-changes.service';
import { Sessions } from '../sessions.service';

const PER_ACCOUNT = { name: 'own-password', count: 10, windowMinutes: 15 };
const OPTIONS = { title: '改密码', tab: 'my' } as const;

class OwnPasswordForm {
  @Password({ label: '现在的密码' }) password!: string;
  @Password({ min: 8, label: '新密码' }) newPassword!: string;
}

/** One's own password; this browser goes on with a new session, all others end. */
@Controller('profiles/password')
@Access('account')
export class OwnPasswordController {
  constructor(
    private readonly changes: PasswordChanges,
    private readonly sessions: Sessions,
    private readonly throttle: Throttle,
    private readonly cookies: Cookies,
    private readonly flash: Flash,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor) {
    return page('identity/own-password', model(actor, emptyForm(OwnPasswordForm)), OPTIONS);
  }

  @Post()
  async update(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    await this.throttle.check(PER_ACCOUNT, actor.accountId);
    const form = bind(OwnPasswordForm, body);
    try {
      if (form.ok) await this.changes.own(actor, form.value.password, form.value.newPassword);
    } catch (error) {
      form.catchViolation(error);
      await this.throttle.count(PER_ACCOUNT, actor.accountId);
    }
    if (!form.ok) return invalid('identity/own-password', model(actor, form), OPTIONS);
    const session = await this.sessions.start(actor.accountId);
    this.cookies.setSession(reply, session.token, session.maxAge);
    this.flash.say(reply, '密码改好了，别的手机和电脑都已退出');
    return redirect(profilePaths.index());
  }
}

function model(actor: Actor, form: Form<OwnPasswordForm>) {
  const staff = actor.grants.some(({ role }) => isStaff(role));
  return {
    form: formView(form, ['password', 'newPassword']),
    action: profilePaths.password(),
    backHref: profilePaths.index(),
    hint: staff ? `工作人员的密码至少 ${STAFF_LENGTH} 位` : '至少 8 位，可以是一句话的拼音',
  };
}
