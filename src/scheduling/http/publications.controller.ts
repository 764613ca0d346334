import { Controller, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { pressed } from '../../shared/web/bind';
import { invalid, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskClasses } from '../desk-classes.service';
import { Publishing } from '../publishing.service';
import { schedulingPaths } from '../scheduling.paths';
import { rightsAt } from './classes-desk.controller';
import { classesFrame, classShow } from './classes-desk.page';

/** Makes a draft public. */
@Controller('schools/:schoolId/desk/classes/:classId/publication')
@Access('class.manage')
export class PublicationsController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly publishing: Publishing,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Post()
  async create(
    @Param() at: { schoolId: string; classId: string },
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const { school, found } = await this.desk.find(sent.actor, 'class.manage', at);
    const form = pressed(sent.body);
    const done = await this.submission.run(sent, form, '已公布，大家都能看到了', async () => {
      await this.publishing.publish(found.id, school.siteId, sent.actor.accountId);
      return schedulingPaths.deskShow(school.id, found.id);
    });
    if (done) return done;
    const problem = form.errors.get('') ?? null;
    const shown = {
      school,
      found,
      met: { closed: [], farming: [] },
      may: rightsAt(sent.actor, school),
      problem,
    };
    const model = classShow(shown, this.clock.now());
    return invalid('scheduling/desk-class', model, classesFrame(school, found.title));
  }
}
