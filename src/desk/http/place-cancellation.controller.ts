import { Controller, Get, Param, Post } from '@nestjs/common';
import { Releasing } from '../../enrollment/releasing.service';
import { maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskRosters } from '../desk-rosters.service';
import { cancellationPage } from './place-cancellation.page';
import { ReasonForm } from './reason.form';
import { rosterFrame } from './roster.page';

interface At {
  schoolId: string;
  enrollmentId: string;
}

/** Staff take one person's place, with a reason that the person reads. */
@Controller('schools/:schoolId/desk/enrollments/:enrollmentId/cancellation')
@Access('enrollment.desk')
export class PlaceCancellationController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly releasing: Releasing,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async ask(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    return this.show(page, at, actor, emptyForm(ReasonForm));
  }

  @Post()
  async create(@Param() at: At, @SentForm() sent: Sent) {
    const { school, row } = await this.desk.enrollmentAt(sent.actor, 'enrollment.desk', at);
    const form = bind(ReasonForm, sent.body);
    const said = `已取消 ${maskName(row.profileName)} 的报名`;
    const done = await this.submission.run(sent, form, said, async ({ reason }) => {
      await this.releasing.cancel(row.id, sent.actor.accountId, reason);
      return schedulingPaths.roster(school.id, row.classId);
    });
    return done ?? this.show(invalid, at, sent.actor, form);
  }

  private async show(answer: typeof page, at: At, actor: Actor, form: Form<ReasonForm>) {
    const { school, row } = await this.desk.enrollmentAt(actor, 'enrollment.desk', at);
    const { schoolId } = at;
    const ofRow = { schoolId, classId: row.classId };
    const shown = await this.desk.classAt(actor, 'enrollment.desk', ofRow);
    const model = cancellationPage(shown, row, form, this.clock.now());
    return answer('desk/cancellation', model, rosterFrame(school, '取消报名'));
  }
}
