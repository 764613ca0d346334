import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskClasses } from '../desk-classes.service';
import { Halting } from '../halting.service';
import { schedulingPaths } from '../scheduling.paths';
import { haltPage } from './class-form.page';
import { classesFrame } from './classes-desk.page';
import { HaltForm } from './halting.form';

interface At {
  schoolId: string;
  classId: string;
}
type Kind = 'cancellation' | 'postponement';

const titles: Record<Kind, string> = { cancellation: '取消班级', postponement: '班级延期' };
const said: Record<Kind, string> = {
  cancellation: '已取消，正在通知每个人',
  postponement: '已延期，正在通知每个人',
};

/** Calling a class off, for good or for a while, with a reason that learners read. */
@Controller('schools/:schoolId/desk/classes/:classId')
@Access('class.manage')
export class HaltingController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly halting: Halting,
    private readonly submission: Submission,
  ) {}

  @Get('cancellation')
  newCancellation(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    return this.confirm('cancellation', at, actor);
  }

  @Post('cancellation')
  cancel(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.halt('cancellation', at, sent);
  }

  @Get('postponement')
  newPostponement(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    return this.confirm('postponement', at, actor);
  }

  @Post('postponement')
  postpone(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.halt('postponement', at, sent);
  }

  private async confirm(kind: Kind, at: At, actor: Actor): Promise<Page> {
    const { school, found } = await this.desk.find(actor, 'class.manage', at);
    const model = haltPage(found, emptyForm(HaltForm), kind);
    return page('scheduling/class-halt', model, classesFrame(school, titles[kind]));
  }

  private async halt(kind: Kind, at: At, sent: Sent): Promise<Page | Redirect> {
    const { school, found } = await this.desk.find(sent.actor, 'class.manage', at);
    const form = bind(HaltForm, sent.body);
    const done = await this.submission.run(sent, form, said[kind], async ({ reason }) => {
      const halt = {
        classId: found.id,
        siteId: school.siteId,
        actorId: sent.actor.accountId,
        reason,
      };
      await (kind === 'cancellation' ? this.halting.cancel(halt) : this.halting.postpone(halt));
      return schedulingPaths.deskShow(school.id, found.id);
    });
    const options = classesFrame(school, titles[kind]);
    return done ?? invalid('scheduling/class-halt', haltPage(found, form, kind), options);
  }
}
