import { Controller, Get, Param, Query } from '@nestjs/common';
import { DeskClasses } from '../../scheduling/desk-classes.service';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { NotFound } from '../../shared/web/errors';
import { page, Page } from '../../shared/web/page';
import { askedMonday } from '../../timetable/week.rules';
import { SchoolWeeks } from '../school-weeks.service';
import { classPoster, weekPoster } from './posters.page';

const PAPER = { layout: 'print' as const, styles: ['css/poster.css'] };

/** Sheets of A4 to be put up, of a class and of a school's week. */
@Controller('schools/:schoolId/desk')
@Access('desk.view')
export class PostersController {
  constructor(
    private readonly classes: DeskClasses,
    private readonly weeks: SchoolWeeks,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Only of a class that takes place. */
  @Get('classes/:classId/poster')
  async ofClass(
    @Param() at: { schoolId: string; classId: string },
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { school, found } = await this.classes.find(actor, 'desk.view', at);
    if (found.state !== 'published') throw new NotFound();
    const model = classPoster(school, found, this.config.publicUrl, this.clock.now());
    return page('feeds/class-poster', model, { title: `海报，${found.title}`, ...PAPER });
  }

  @Get('poster')
  async ofWeek(
    @Param('schoolId') schoolId: string,
    @Query('week') asked: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const now = this.clock.now();
    const week = askedMonday(asked, now);
    const { school, evenings } = await this.weeks.find(actor, schoolId, week);
    const model = weekPoster(school, evenings, { week, publicUrl: this.config.publicUrl, now });
    return page('feeds/week-poster', model, { title: `一周海报，${school.name}`, ...PAPER });
  }
}
