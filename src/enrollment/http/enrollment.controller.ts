import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { maskName } from '../../identity/person';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, pressed } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Flag } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { invalid, page, redirect } from '../../shared/web/page';
import { WebReply } from '../../shared/web/web-request';
import { enrollmentPaths } from '../enrollment.paths';
import { DecisionsQueries } from '../decisions.queries';
import { EnrollmentRow, EnrollmentsQueries } from '../enrollments.queries';
import { Releasing } from '../releasing.service';
import { Withdrawing } from '../withdrawing.service';
import { enrollmentPage } from './enrollment.page';
import { timelineView } from './timeline.page';

class WithdrawalForm {
  /** The page told of the 信用提醒. */
  @Flag() late!: boolean;
}

const LEAVING = { title: '退出这个班', tab: 'my' } as const;

/** One's own place: what it is, how to leave it, how to answer an offer. */
@Controller('enrollments/:id')
@Access('account')
export class EnrollmentController {
  constructor(
    private readonly enrollments: EnrollmentsQueries,
    private readonly decisions: DecisionsQueries,
    private readonly releasing: Releasing,
    private readonly withdrawing: Withdrawing,
    private readonly clock: Clock,
    private readonly flash: Flash,
  ) {}

  @Get()
  async show(@Param('id') id: string, @CurrentActor() actor: Actor) {
    const row = await this.enrollments.find(id);
    if (!row || !(isOwn(row, actor) || mayAt(actor, 'desk.view', row.sitePath)))
      throw new NotFound();
    const now = this.clock.now();
    const timeline = timelineView(await this.decisions.ofPlace(row.id), row.accountId, now);
    const shown = isOwn(row, actor) ? row : { ...row, profileName: maskName(row.profileName) };
    const model = { ...enrollmentPage(shown, now), isOwn: isOwn(row, actor), timeline };
    return page('enrollment/show', model, { title: row.title, tab: 'my' });
  }

  @Get('withdrawal')
  async ask(@Param('id') id: string, @CurrentActor() actor: Actor) {
    const model = await this.leavingPage(id, actor);
    if (model.withdrawalHref === '') return redirect(enrollmentPaths.show(id));
    return page('enrollment/withdrawal', model, LEAVING);
  }

  @Post('withdrawal')
  async withdraw(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const row = await this.own(id, actor);
    const { late } = bind(WithdrawalForm, body).require().value;
    const done = await this.withdrawing.withdraw(row.id, actor.accountId, late);
    if (done === 'unwarned')
      return invalid('enrollment/withdrawal', await this.leavingPage(id, actor), LEAVING);
    const mark = done === 'marked' ? '，记了一次信用提醒' : '';
    this.flash.say(reply, `已退出“${row.title}”${mark}`);
    return redirect(enrollmentPaths.show(row.id));
  }

  @Post('acceptance')
  async accept(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const row = await this.own(id, actor);
    pressed(body);
    await this.releasing.accept(row.id, actor.accountId);
    this.flash.say(reply, `已确认，您在“${row.title}”有座位了`);
    return redirect(enrollmentPaths.show(row.id));
  }

  private async leavingPage(id: string, actor: Actor) {
    return enrollmentPage(await this.own(id, actor), this.clock.now());
  }

  private async own(id: string, actor: Actor): Promise<EnrollmentRow> {
    const row = await this.enrollments.find(id);
    if (!row || !isOwn(row, actor)) throw new NotFound();
    return row;
  }
}

const isOwn = (row: EnrollmentRow, actor: Actor): boolean => row.accountId === actor.accountId;
