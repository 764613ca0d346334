import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, inputMoment, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskClasses } from '../desk-classes.service';
import { Resuming } from '../resuming.service';
import { schedulingPaths } from '../scheduling.paths';
import { resumptionPage } from './class-form.page';
import { classesFrame } from './classes-desk.page';
import { ResumptionForm } from './halting.form';

interface At {
  schoolId: string;
  classId: string;
}

/** Gives a postponed class new dates. */
@Controller('schools/:schoolId/desk/classes/:classId/resumption')
@Access('class.manage')
export class ResumptionsController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly resuming: Resuming,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async new(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, found } = await this.postponed(actor, at);
    const now = this.clock.now();
    const startDate = addDays(dateOf(now), 7);
    const closesAt = inputMoment(instantOf(addDays(startDate, -1), '21:00'));
    const model = resumptionPage(found, emptyForm(ResumptionForm, { startDate, closesAt }), now);
    return page('scheduling/class-resumption', model, classesFrame(school, '继续开班'));
  }

  @Post()
  async create(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, found } = await this.postponed(sent.actor, at);
    const form = bind(ResumptionForm, sent.body);
    const said = '已排好新日期，正在通知每个人';
    const done = await this.submission.run(sent, form, said, async (value) => {
      await this.resuming.resume({
        classId: found.id,
        siteId: school.siteId,
        actorId: sent.actor.accountId,
        ...value,
      });
      return schedulingPaths.deskShow(school.id, found.id);
    });
    const options = classesFrame(school, '继续开班');
    const model = resumptionPage(found, form, this.clock.now());
    return done ?? invalid('scheduling/class-resumption', model, options);
  }

  private async postponed(actor: Actor, at: At) {
    const loaded = await this.desk.find(actor, 'class.manage', at);
    if (loaded.found.state !== 'postponed' && loaded.found.state !== 'published')
      throw new NotFound();
    return loaded;
  }
}
