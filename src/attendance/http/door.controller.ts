import { Controller, Get, Param, Post } from '@nestjs/common';
import { NightClassesQueries } from '../../scheduling/night-classes.queries';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Chosen, OneOf } from '../../shared/web/fields';
import { page, Page, redirect, Redirect } from '../../shared/web/page';
import { SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import { attendancePaths } from '../attendance.paths';
import { Noted, notedStates } from '../attendance.states';
import { CheckInsQueries } from '../check-ins.queries';
import { DoorQueries } from '../door.queries';
import { Ticks } from '../ticks.service';
import { anchorOf, doorFrame, doorPage, tonightPage } from './door.page';

interface At {
  schoolId: string;
  sessionId: string;
}

class TickForm {
  @Chosen({ label: '学员' }) enrollmentId!: string;
  @OneOf(notedStates, { label: '签到' }) state!: Noted;
}

/** The classroom door: who has come tonight. */
@Controller('schools/:schoolId/desk')
@Access('desk.view')
export class DoorController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly classes: NightClassesQueries,
    private readonly doors: DoorQueries,
    private readonly ticks: Ticks,
    private readonly checkIns: CheckInsQueries,
    private readonly clock: Clock,
  ) {}

  @Get('door')
  async tonight(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const now = this.clock.now();
    const today = dateOf(now);
    const span = [instantOf(today), instantOf(addDays(today, 1))] as const;
    const evenings = await this.doors.between(school.id, ...span);
    const frame = doorFrame(school, `扫码签到，${school.name}`);
    const model = { ...tonightPage(school, evenings, now), accountId: actor.accountId };
    return page('attendance/tonight', model, { ...frame, scripts: ['js/door.js'] });
  }

  @Get('sessions/:sessionId/door')
  async show(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, evening } = await this.eveningAt(actor, 'desk.view', at);
    const mayTick = mayAt(actor, 'enrollment.desk', school.sitePath);
    const [roll, wrong, found] = await Promise.all([
      this.doors.roll(evening),
      this.checkIns.wrongTries(evening.sessionId),
      this.classes.forDesk(school.id, evening.classId),
    ]);
    const model = doorPage(
      { school, evening, accountId: actor.accountId },
      roll,
      { mayTick, found, wrong },
      this.clock.now(),
    );
    const frame = doorFrame(school, `签到，${evening.title}`);
    return page('attendance/door', model, { ...frame, scripts: ['js/door.js'] });
  }

  /** Where a learner's own code leads whoever scans it at the door: to that person on the roll. */
  @Access('enrollment.desk')
  @Get('enrollments/:enrollmentId/arrival')
  async arrival(
    @Param() at: { schoolId: string; enrollmentId: string },
    @CurrentActor() actor: Actor,
  ): Promise<Redirect> {
    const school = await this.schools.forDesk(actor, 'enrollment.desk', at.schoolId);
    const now = this.clock.now();
    const evening = await this.doors.eveningOf(school.id, at.enrollmentId, now);
    if (!evening) throw new NotFound();
    const anchor = anchorOf(at.enrollmentId);
    return redirect(attendancePaths.door(school.id, evening.sessionId, anchor));
  }

  /**
   * One press beside a name. It carries no key against repeats: pressing the same again changes
   * nothing, and pressing something else on a page that came back from memory must count.
   */
  @Access('enrollment.desk')
  @Post('sessions/:sessionId/ticks')
  async tick(@Param() at: At, @SentForm() { actor, body }: Sent): Promise<Redirect> {
    const { school, evening } = await this.eveningAt(actor, 'enrollment.desk', at);
    const { enrollmentId, state } = bind(TickForm, body).require().value;
    const place = { sessionId: evening.sessionId, enrollmentId };
    await this.ticks.note(place, state, actor.accountId);
    const anchor = anchorOf(enrollmentId);
    return redirect(attendancePaths.door(school.id, evening.sessionId, anchor));
  }

  /** An evening of the school; throws NotFound outside the scope. */
  private async eveningAt(actor: Actor, action: 'desk.view' | 'enrollment.desk', at: At) {
    const school = await this.schools.forDesk(actor, action, at.schoolId);
    const evening = await this.doors.evening(school.id, at.sessionId);
    if (!evening) throw new NotFound();
    return { school, evening };
  }
}
