import { Controller, Get, Param, Query } from '@nestjs/common';
import { CalendarQueries } from '../../calendar/calendar.queries';
import { calendarOf } from '../../calendar/marks.rules';
import { Clock } from '../../shared/kernel/clock';
import { addDays, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import { RoomsQueries } from '../../sites/rooms.queries';
import { SchoolsQueries } from '../../sites/schools.queries';
import { WeekQueries } from '../week.queries';
import { sortOut } from './moving.page';
import { readWeek } from './week-view';
import { weekPage } from './week.page';

/** 周课表: the rooms of a school in one week. */
@Controller()
export class TimetableController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly rooms: RoomsQueries,
    private readonly weeks: WeekQueries,
    private readonly calendar: CalendarQueries,
    private readonly clock: Clock,
  ) {}

  @Access('desk.view')
  @Get('schools/:id/desk/timetable')
  async week(
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', id);
    const now = this.clock.now();
    const asked = readWeek(query, now);
    const after = addDays(asked.week, 7);
    const span = { startsAt: instantOf(asked.week), endsAt: instantOf(after) };
    const mayPlan = mayAt(actor, 'class.manage', school.sitePath);
    const moving = mayPlan ? (asked.moving ?? '') : '';
    const [rooms, rows, rules] = await Promise.all([
      this.rooms.ofSchool(school.id),
      moving === ''
        ? this.weeks.evenings(school.id, span)
        : this.weeks.eveningsWith(moving, school.id, span),
      this.calendar.rules(school.id, asked.week),
    ]);
    const sorted = sortOut(rows, { school, span, moving, now });
    const calendar = calendarOf(rules);
    const model = weekPage({ school, rooms, calendar, asked, mayPlan, now, ...sorted });
    return page('timetable/week', model, {
      title: `周课表，${school.name}`,
      layout: 'desk',
      desk: schoolDesk(school, 'timetable'),
      styles: ['css/timetable.css'],
      scripts: ['js/autosubmit.js', 'js/print.js', 'js/timetable-move.js'],
    });
  }
}
