import { Controller, Get, Post } from '@nestjs/common';
import { Config } from '../../shared/config/config';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { pressed } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { CalendarLinks } from '../calendar-links.service';
import { enrollmentPaths } from '../enrollment.paths';

/** One's own evenings in the calendar of the phone, and a new address when the old one got about. */
@Controller('my/calendar-links')
@Access('account')
export class CalendarLinksController {
  constructor(
    private readonly links: CalendarLinks,
    private readonly submission: Submission,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor) {
    const href = enrollmentPaths.calendar(await this.links.tokenOf(actor.accountId));
    const model = {
      href,
      address: `${this.config.publicUrl}${href}`,
      action: enrollmentPaths.calendarLinks(),
      backHref: '/my',
    };
    return page('enrollment/calendar-links', model, { title: '加到手机日历', tab: 'my' });
  }

  @Post()
  async create(@SentForm() sent: Sent): Promise<Redirect> {
    const said = '换好了。旧链接已经打不开，请用下面的新链接再加一次';
    const answer = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.links.renew(sent.actor.accountId);
      return enrollmentPaths.calendarLinks();
    });
    if (!answer) throw new Conflict('请刷新页面后再试');
    return answer;
  }
}
