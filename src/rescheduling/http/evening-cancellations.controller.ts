import { Controller, Get, Param, Post } from '@nestjs/common';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { caughtUpForm, filledFrom } from '../../shared/web/overtaken';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskEvenings } from '../desk-evenings.service';
import { EveningCancelling } from '../evening-cancelling.service';
import { EveningCancellationForm } from './evening.form';
import { calledOffWords, eveningCancellationPage, eveningFrame, valuesOf } from './evening.page';

interface At {
  schoolId: string;
  sessionId: string;
}

/** No class on one evening, or from it on, with a reason that learners read. */
@Controller('schools/:schoolId/desk/sessions/:sessionId/cancellation')
@Access('class.manage')
export class EveningCancellationsController {
  constructor(
    private readonly evenings: DeskEvenings,
    private readonly cancelling: EveningCancelling,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async new(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const shown = await this.evenings.find(actor, at);
    const form = emptyForm(EveningCancellationForm, {
      ...filledFrom(valuesOf(shown)),
      scope: 'one',
    });
    const model = eveningCancellationPage(shown, form, this.clock.now());
    return page('rescheduling/cancellation', model, eveningFrame(shown.school, '停课'));
  }

  @Post()
  async create(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const shown = await this.evenings.find(sent.actor, at);
    const form = bind(EveningCancellationForm, sent.body);
    const said = '已停课，正在通知每个人';
    const done = await this.submission.run(sent, form, said, async (wanted) => {
      const place = await this.evenings.place(shown, shown.session.roomId);
      const { actorId, classId } = { actorId: sent.actor.accountId, classId: shown.found.id };
      await this.cancelling.cancel({ sessionId: at.sessionId, classId, actorId, place }, wanted);
      return schedulingPaths.deskShow(shown.school.id, classId);
    });
    if (done) return done;
    const present = await this.evenings.find(sent.actor, at);
    const now = this.clock.now();
    const again = caughtUpForm(form, valuesOf(present), calledOffWords(present.rooms, now));
    const model = eveningCancellationPage(present, again, now);
    return invalid('rescheduling/cancellation', model, eveningFrame(shown.school, '停课'));
  }
}
