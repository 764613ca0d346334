import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { Phone, Tick } from '../../shared/web/fields';
import { invalid, page, PageOptions, redirect } from '../../shared/web/page';
import { Throttle } from '../../shared/web/throttle';
import type { WebReply, WebRequest } from '../../shared/web/web-request';
import { schoolDesk } from '../../sites/desk-frame';
import { SchoolRow, SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import { AccountsQueries, Holder } from '../accounts.queries';
import { resetPaths } from '../identity.paths';
import { CODE_MINUTES, CODE_TRIES, PasswordResets } from '../password-resets.service';
import { maskName, maskPhone } from '../person';
import { RolesQueries } from '../roles.queries';
import { outranks } from '../roles.rules';
import { GivenCode, GivenCodes } from './given-codes';

const PER_CLERK = { name: 'reset-desk', count: 30, windowMinutes: 60 };
const NOBODY = '本站没有用这个手机号的学员。请核对，或请他到所在社区的夜校；工作人员请找上一级';

class DeskResetForm {
  @Phone() phone!: string;
  @Tick({ message: '请先当面核对是不是本人' }) checked!: boolean;
}

/** A clerk gives somebody at the desk six digits for a new password. */
@Controller('schools/:schoolId/desk/resets')
@Access('account.reset')
export class DeskResetsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly accounts: AccountsQueries,
    private readonly roles: RolesQueries,
    private readonly resets: PasswordResets,
    private readonly throttle: Throttle,
    private readonly given: GivenCodes,
  ) {}

  @Get()
  async show(
    @Param('schoolId') schoolId: string,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const school = await this.schools.forDesk(actor, 'account.reset', schoolId);
    const given = this.given.take(request, reply, actor);
    if (given) return page('identity/desk-reset-code', codePage(school, given), options(school));
    return page('identity/desk-resets', model(school, emptyForm(DeskResetForm)), options(school));
  }

  /** The code is on the next page only, and only once; asking again makes a new one. */
  @Post()
  async create(@Param('schoolId') schoolId: string, @SentForm() { actor, body, reply }: Sent) {
    const school = await this.schools.forDesk(actor, 'account.reset', schoolId);
    const form = bind(DeskResetForm, body);
    const person = form.ok ? await this.person(actor, school, form.value.phone) : null;
    if (form.ok && !person) form.fail('phone', NOBODY);
    if (!person) return invalid('identity/desk-resets', model(school, form), options(school));
    const { code, expiresAt } = await this.resets.deskCode(actor, school.siteId, person.id);
    const words = {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      name: maskName(person.name),
      phone: maskPhone(form.value.phone),
    };
    this.given.keep(reply, actor, words, expiresAt);
    return redirect(resetPaths.desk(school.id));
  }

  /**
   * A learner of this station or of a village it covers, who may have no other desk; or staff below
   * the actor: nobody climbs by a code.
   */
  private async person(actor: Actor, school: SchoolRow, phone: string): Promise<Holder | null> {
    await this.throttle.check(PER_CLERK, actor.accountId);
    await this.throttle.count(PER_CLERK, actor.accountId);
    const person = await this.accounts.holder(phone);
    if (!person) return null;
    const held = await this.roles.heldBy(person.id);
    const livesHere = person.sitePaths.some((path) => path.startsWith(school.sitePath));
    const mine = held.length > 0 ? outranks(actor.grants, held) : livesHere;
    return mine ? person : null;
  }
}

const options = (school: SchoolRow): PageOptions => ({
  title: '重设密码',
  layout: 'desk',
  desk: schoolDesk(school, 'resets'),
});

const model = (school: SchoolRow, form: Form<DeskResetForm>) => ({
  form: formView(form, ['phone', 'checked']),
  action: resetPaths.desk(school.id),
  minutes: CODE_MINUTES,
});

const codePage = (school: SchoolRow, { code, name, phone, until }: GivenCode) => ({
  ...{ code, name, phone, until },
  tries: CODE_TRIES,
  backHref: resetPaths.desk(school.id),
});
