import { Controller, Get, Param, Query } from '@nestjs/common';
import { DeskClasses } from '../../scheduling/desk-classes.service';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { addDays } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { NotFound } from '../../shared/web/errors';
import { page, Page } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import { timetablePaths } from '../../timetable/timetable.paths';
import { askedMonday } from '../../timetable/week.rules';
import { classNotice, spanText, weekNotice } from '../notice.rules';
import { SchoolWeeks } from '../school-weeks.service';

/** 微信通知: text to copy into a group chat, of a class and of a school's week. */
@Controller('schools/:schoolId/desk')
@Access('desk.view')
export class NoticesController {
  constructor(
    private readonly classes: DeskClasses,
    private readonly weeks: SchoolWeeks,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('classes/:classId/notice')
  async ofClass(
    @Param() at: { schoolId: string; classId: string },
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { school, found } = await this.classes.find(actor, 'desk.view', at);
    if (found.state === 'draft') throw new NotFound();
    const model = {
      backHref: schedulingPaths.deskShow(school.id, found.id),
      backText: '返回班级',
      about: found.title,
      ...textView(classNotice(found, this.config.publicUrl, this.clock.now())),
    };
    return page('feeds/notice', model, {
      ...{ title: `微信通知，${found.title}`, layout: 'desk', scripts: ['js/copy.js'] },
      desk: schoolDesk(school, 'classes'),
    });
  }

  @Get('notice')
  async ofWeek(
    @Param('schoolId') schoolId: string,
    @Query('week') asked: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const now = this.clock.now();
    const week = askedMonday(asked, now);
    const { school, evenings } = await this.weeks.find(actor, schoolId, week);
    const about = { week, publicUrl: this.config.publicUrl, now };
    const model = {
      backHref: timetablePaths.week(school.id, { week }),
      backText: '返回周课表',
      about: spanText(week, now),
      previousHref: timetablePaths.notice(school.id, addDays(week, -7)),
      nextHref: timetablePaths.notice(school.id, addDays(week, 7)),
      ...textView(weekNotice(school, evenings, about)),
    };
    return page('feeds/notice', model, {
      ...{ title: `一周微信通知，${school.name}`, layout: 'desk', scripts: ['js/copy.js'] },
      desk: schoolDesk(school, 'timetable'),
    });
  }
}

/** The field is as tall as its text, so that nothing scrolls inside it on a desk. */
const textView = (text: string) => ({ text, rows: text.split('\n').length + 2 });
