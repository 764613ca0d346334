import { Controller, Get, Ip, Query, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { networkOf } from '../../shared/web/throttle';
import type { WebReply } from '../../shared/web/web-request';
import { FeedFiles } from '../feed-files.service';

/** Evenings for a calendar program, which cannot sign in and brings a token instead. */
@Controller()
@Access('public')
export class CalendarFilesController {
  constructor(private readonly files: FeedFiles) {}

  /** One's own. */
  @Get('my/calendar.ics')
  own(@Query('token') token: unknown, @Ip() ip: string, @Res({ passthrough: true }) to: WebReply) {
    return this.send(token, ip, to, 'my-night-school.ics');
  }

  /** Those of a teacher, a room or a school. */
  @Get('feeds/calendar.ics')
  show(@Query('token') token: unknown, @Ip() ip: string, @Res({ passthrough: true }) to: WebReply) {
    return this.send(token, ip, to, 'night-school.ics');
  }

  private async send(token: unknown, ip: string, reply: WebReply, name: string): Promise<string> {
    const file = await this.files.ofToken(token, networkOf(ip));
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${name}"`);
    return file;
  }
}
