import { Controller, Get, Query, Res } from '@nestjs/common';
import ical from 'ical-generator';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { NotFound } from '../../shared/web/errors';
import { WebReply } from '../../shared/web/web-request';
import { CalendarLinks } from '../calendar-links.service';
import { enrollmentPaths } from '../enrollment.paths';
import { EnrollmentsQueries } from '../enrollments.queries';

const DAY_MS = 86_400_000;
const BEHIND_MS = 60 * DAY_MS;
const AHEAD_MS = 366 * DAY_MS;

/** One's own evenings for a calendar program, which cannot sign in and brings a token instead. */
@Controller('my/calendar.ics')
@Access('public')
export class MyCalendarController {
  constructor(
    private readonly links: CalendarLinks,
    private readonly enrollments: EnrollmentsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Query('token') token: unknown, @Res({ passthrough: true }) reply: WebReply) {
    const accountId = await this.links.accountOf(token);
    if (accountId === null) throw new NotFound();
    const now = this.clock.now().getTime();
    const span = [new Date(now - BEHIND_MS), new Date(now + AHEAD_MS)] as const;
    const evenings = await this.enrollments.evenings(accountId, ...span);
    const calendar = ical({ name: '我的夜校', prodId: '//night-school//my//ZH' });
    for (const evening of evenings)
      calendar.createEvent({
        id: `${evening.enrollmentId}-${evening.position}@${new URL(this.config.publicUrl).hostname}`,
        start: evening.startsAt,
        end: evening.endsAt,
        summary: `${evening.title} 第 ${evening.position} 节`,
        location: evening.place,
        url: `${this.config.publicUrl}${enrollmentPaths.show(evening.enrollmentId)}`,
      });
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="my-night-school.ics"');
    return calendar.toString();
  }
}
