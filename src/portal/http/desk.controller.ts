import { Controller, Get, Param } from '@nestjs/common';
import { attendancePaths } from '../../attendance/attendance.paths';
import { CallsQueries } from '../../desk/calls.queries';
import { deskPaths } from '../../desk/desk.paths';
import { JudgementsQueries } from '../../judging/judgements.queries';
import { judgingPaths } from '../../judging/judging.paths';
import { operationsPaths } from '../../operations/operations.paths';
import { Vitals } from '../../operations/vital-signs.service';
import { deskMayEnroll, stateAt } from '../../scheduling/night-class.rules';
import { classCard } from '../../scheduling/class-card';
import { EveningRow, NightClassesQueries } from '../../scheduling/night-classes.queries';
import { prefacePaths } from '../../preface/preface.paths';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, dayText, instantOf, timeRangeText } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt, scopePaths } from '../../shared/web/actor';
import { page, redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
import { schoolDesk } from '../../sites/desk-frame';
import { SchoolsQueries } from '../../sites/schools.queries';

const CLASSES_SHOWN = 30;

/** 今晚值班: the evening of a school at a glance. */
@Controller()
export class DeskController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly classes: NightClassesQueries,
    private readonly vitals: Vitals,
    private readonly calls: CallsQueries,
    private readonly judgements: JudgementsQueries,
    private readonly clock: Clock,
  ) {}

  /** The workbench of whoever asks: the county's, or that of the first school in their scope. */
  @Access('desk.view')
  @Get('desk')
  async mine(@CurrentActor() actor: Actor) {
    if (scopePaths(actor, 'center.view').length > 0) return redirect('/center');
    const [school] = await this.schools.scopedSchools(actor, 'desk.view');
    return redirect(school ? `/schools/${school.id}/desk` : '/my');
  }

  @Access('desk.view')
  @Get('schools/:id/desk')
  async today(@Param('id') id: string, @CurrentActor() actor: Actor) {
    const school = await this.schools.forDesk(actor, 'desk.view', id);
    const now = this.clock.now();
    const today = dateOf(now);
    const [evenings, open, alarms, calls, judgements] = await Promise.all([
      this.classes.tonight(instantOf(today), instantOf(addDays(today, 1)), id),
      this.classes.forSchool(id, now, CLASSES_SHOWN),
      this.vitals.alarmsFor(actor),
      this.calls.toCall(id, now),
      this.judgements.open(now, id),
    ]);
    const may = (action: Action) => mayAt(actor, action, school.sitePath);
    const model = {
      alarms,
      operationsHref: operationsPaths.show(),
      date: dayText(today, today),
      evenings: evenings.map((evening) => eveningLine(id, evening)),
      classes: open.map((row) => ({
        ...classCard(row, now),
        waiting: row.waiting,
        href: schedulingPaths.deskShow(id, row.id),
        rosterHref: schedulingPaths.roster(id, row.id),
        enrollHref:
          may('enrollment.desk') && deskMayEnroll(stateAt(row, now), row.toDraw)
            ? schedulingPaths.deskEnrollment(id, row.id)
            : '',
      })),
      calls: calls.map(({ classId, title, people }) => ({
        title,
        people,
        href: schedulingPaths.calls(id, classId),
      })),
      judgements: judgements.map((one) => one.title),
      judgementsHref: judgingPaths.school(id),
      newHref: may('class.manage') ? schedulingPaths.deskNew(id) : '',
    };
    return page('portal/desk', model, {
      title: `今晚值班，${school.name}`,
      layout: 'desk',
      desk: schoolDesk(school, 'today'),
    });
  }
}

const eveningLine = (schoolId: string, evening: EveningRow) => ({
  time: timeRangeText(evening.startsAt, evening.endsAt),
  title: evening.title,
  session: `第 ${evening.position} 节，共 ${evening.sessionCount} 节`,
  room: evening.roomName,
  teacher: evening.teacherName,
  count: `${evening.taken} / ${evening.capacity}`,
  href: schedulingPaths.deskShow(schoolId, evening.classId),
  rosterHref: schedulingPaths.roster(schoolId, evening.classId),
  doorHref: attendancePaths.door(schoolId, evening.sessionId),
  sheetHref: deskPaths.sheet(schoolId, evening.classId),
  prefaceHref: prefacePaths.queue(schoolId, evening.sessionId),
});
