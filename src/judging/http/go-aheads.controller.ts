import { Controller, Get, Param, Post } from '@nestjs/common';
import { DeskClasses } from '../../scheduling/desk-classes.service';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { Text } from '../../shared/web/fields';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { GoingAhead } from '../going-ahead.service';
import { judgingPaths } from '../judging.paths';
import { goAheadPage } from './judgements.page';

class GoAheadForm {
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
}

interface At {
  schoolId: string;
  classId: string;
}

const options = (school: SchoolRow): PageOptions => ({
  title: '照开',
  layout: 'desk',
  desk: schoolDesk(school, 'classes'),
});

/** 照开: a class is held although too few have enrolled. */
@Controller('schools/:schoolId/desk/classes/:classId/go-ahead')
@Access('class.manage')
export class GoAheadsController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly goingAhead: GoingAhead,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async new(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, found } = await this.desk.find(actor, 'class.manage', at);
    const model = goAheadPage(found, emptyForm(GoAheadForm), this.clock.now());
    return page('judging/go-ahead', model, options(school));
  }

  @Post()
  async create(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, found } = await this.desk.find(sent.actor, 'class.manage', at);
    const form = bind(GoAheadForm, sent.body);
    const said = `“${found.title}”照开`;
    const done = await this.submission.run(sent, form, said, async ({ reason }) => {
      const { id: classId } = found;
      const actorId = sent.actor.accountId;
      await this.goingAhead.goAhead({ classId, siteId: school.siteId, actorId, reason });
      return judgingPaths.school(school.id);
    });
    const model = goAheadPage(found, form, this.clock.now());
    return done ?? invalid('judging/go-ahead', model, options(school));
  }
}
