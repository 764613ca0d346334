import { Controller, Get, Param, Res } from '@nestjs/common';
import ical from 'ical-generator';
import { placeText } from '../../scheduling/class-card';
import { NightClassesQueries } from '../../scheduling/night-classes.queries';
import { Config } from '../../shared/config/config';
import { Access } from '../../shared/web/access';
import { WebReply } from '../../shared/web/web-request';

/** The evenings of a class as a file for the phone's calendar. */
@Controller('classes/:id/calendar.ics')
@Access('public')
export class CalendarController {
  constructor(
    private readonly classes: NightClassesQueries,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Param('id') id: string, @Res({ passthrough: true }) reply: WebReply) {
    const c = await this.classes.show(id);
    const calendar = ical({ name: c.title, prodId: '//night-school//classes//ZH' });
    for (const session of c.sessions)
      calendar.createEvent({
        id: `${session.id}@${new URL(this.config.publicUrl).hostname}`,
        start: session.startsAt,
        end: session.endsAt,
        summary: `${c.title} 第 ${session.position} 节`,
        description: session.title,
        location: `${placeText(c)}，${c.school.address}`,
        url: `${this.config.publicUrl}/classes/${c.id}`,
        ...(session.state === 'cancelled' || c.state === 'cancelled'
          ? { status: 'CANCELLED' as never }
          : {}),
      });
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="class.ics"');
    return calendar.toString();
  }
}
