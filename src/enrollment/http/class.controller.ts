import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { NightClassesQueries } from '../../scheduling/night-classes.queries';
import { RuleViolation } from '../../shared/kernel/rule-violation';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, MaybeActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { actionKeyOf, pressHash } from '../../shared/web/once';
import { invalid, page, Page, PageOptions, redirect, Redirect } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { wantsJson, WebReply, WebRequest } from '../../shared/web/web-request';
import type { Decision } from '../admission';
import { Enrolling, NotAdmitted } from '../enrolling.service';
import { enrollmentPaths } from '../enrollment.paths';
import { PressLimit } from '../press-limit';
import { classPage } from './class.page';
import { openingOptions, tooEarlyPage } from './opening.page';
import { EnrollForm, Presses } from './presses';

const isId = (text: string): boolean => /^[\w-]{1,36}$/.test(text);

@Controller('classes')
@Access('public')
export class ClassController {
  constructor(
    private readonly classes: NightClassesQueries,
    private readonly presses: Presses,
    private readonly limit: PressLimit,
    private readonly enrolling: Enrolling,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  @CachedPage()
  async show(@Param('id') id: string, @MaybeActor() actor: Actor | null): Promise<Page> {
    const { model, options } = await this.page(id, actor, emptyForm(EnrollForm));
    return page('enrollment/class', model, options);
  }

  @Access('account')
  @Post(':id/enrollments')
  async enroll(
    @Param('id') classId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Page | Redirect | object> {
    if (!isId(classId)) throw new NotFound();
    this.limit.count(actor.accountId);
    const form = bind(EnrollForm, body);
    const outcome = form.ok ? await this.attempt(classId, form, body, actor) : null;
    if (wantsJson(request)) return this.json(outcome, form, reply);
    if (outcome && !(outcome instanceof RuleViolation))
      return redirect(enrollmentPaths.show(outcome.enrollmentId));
    if (outcome?.code === 'not_open') return this.tooEarly(classId, actor, form);
    if (outcome) form.fail('', outcome.message);
    const { model, options } = await this.page(classId, actor, form);
    return invalid('enrollment/class', model, options);
  }

  private async attempt(
    classId: string,
    form: Form<EnrollForm>,
    body: unknown,
    actor: Actor,
  ): Promise<Decision | RuleViolation> {
    try {
      return await this.enrolling.enroll({
        classId,
        profileId: form.value.profileId || actor.profileId,
        accountId: actor.accountId,
        actorId: actor.accountId,
        channel: 'online',
        actionKey: actionKeyOf(body),
        requestHash: pressHash(enrollmentPaths.create(classId), body),
      });
    } catch (error) {
      if (error instanceof RuleViolation) return error;
      throw error;
    }
  }

  /** Before the opening the press comes from its page, and that page answers with the server's clock. */
  private async tooEarly(id: string, actor: Actor, form: Form<EnrollForm>): Promise<Page> {
    const now = this.clock.now();
    const shown = await this.classes.show(id);
    const press = await this.presses.of(shown, actor, now, { state: 'open' });
    const model = tooEarlyPage(shown, press, form, now);
    return invalid('enrollment/opening', model, openingOptions(shown));
  }

  private json(outcome: Decision | RuleViolation | null, form: Form<EnrollForm>, reply: WebReply) {
    if (outcome && !(outcome instanceof RuleViolation)) {
      const { state, enrollmentId, position, repeated } = outcome;
      void reply.status(repeated ? 200 : 201);
      return { state, enrollmentId, position, reasons: [] };
    }
    void reply.status(422);
    const reasons =
      outcome instanceof NotAdmitted
        ? outcome.reasons
        : [
            {
              code: outcome?.code ?? 'form',
              message: outcome?.message ?? [...form.errors.values()][0],
            },
          ];
    return { state: null, enrollmentId: null, position: null, reasons };
  }

  private async page(id: string, actor: Actor | null, form: Form<EnrollForm>) {
    const now = this.clock.now();
    const shown = await this.classes.show(id);
    const press = await this.presses.of(shown, actor, now);
    const model = classPage(shown, press, formView(form, ['profileId']), now);
    const options: PageOptions = { title: shown.title, tab: 'classes', buybar: true };
    return { model, options };
  }
}
