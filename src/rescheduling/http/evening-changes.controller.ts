import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { caughtUpForm } from '../../shared/web/overtaken';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskEvenings } from '../desk-evenings.service';
import { Rescheduling } from '../rescheduling.service';
import { EveningForm } from './evening.form';
import { changePage, eveningFrame, eveningInput, eveningWords, valuesOf } from './evening.page';

interface At {
  schoolId: string;
  sessionId: string;
}

/** Another day, time, room or teacher for one evening, or for it and all that follow. */
@Controller('schools/:schoolId/desk/sessions/:sessionId/change')
@Access('class.manage')
export class EveningChangesController {
  constructor(
    private readonly evenings: DeskEvenings,
    private readonly rescheduling: Rescheduling,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async new(
    @Param() at: At,
    @Query() wanted: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const shown = await this.evenings.find(actor, at);
    const form = emptyForm(EveningForm, eveningInput(shown, wanted));
    const model = changePage(shown, form, this.clock.now());
    return page('rescheduling/change', model, eveningFrame(shown.school, '调整这一节'));
  }

  @Post()
  async create(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const shown = await this.evenings.find(sent.actor, at);
    const form = bind(EveningForm, sent.body);
    const said = '改好了，正在通知每个人';
    const done = await this.submission.run(sent, form, said, async (wanted) => {
      const place = await this.evenings.place(shown, wanted.roomId);
      const { actorId, classId } = { actorId: sent.actor.accountId, classId: shown.found.id };
      await this.rescheduling.change({ sessionId: at.sessionId, classId, actorId, place }, wanted);
      return schedulingPaths.deskShow(shown.school.id, classId);
    });
    if (done) return done;
    const present = await this.evenings.find(sent.actor, at);
    const now = this.clock.now();
    const again = caughtUpForm(form, valuesOf(present), eveningWords(present.rooms, now));
    const model = changePage(present, again, now);
    return invalid('rescheduling/change', model, eveningFrame(shown.school, '调整这一节'));
  }
}
