import { Controller, Get, Param, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import type { WebReply } from '../../shared/web/web-request';
import { FeedFiles } from '../feed-files.service';

/** The evenings of a class as a file for the phone's calendar. */
@Controller('classes/:id/calendar.ics')
@Access('public')
export class ClassCalendarController {
  constructor(private readonly files: FeedFiles) {}

  @Get()
  async show(@Param('id') id: string, @Res({ passthrough: true }) reply: WebReply) {
    const file = await this.files.ofClass(id);
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="class.ics"');
    return file;
  }
}
