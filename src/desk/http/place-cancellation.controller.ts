import { Controller, Get, Param, Post } from '@nestjs/common';
import { placeText } from '../../enrollment/enrollment.states';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { Releasing } from '../../enrollment/releasing.service';
import { maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { invalid, page } from '../../shared/web/page';
import type { SchoolRow } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskRosters } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
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
  ) {}

  @Get()
  async ask(@Param() at: At, @CurrentActor() actor: Actor) {
    const { school, row } = await this.desk.enrollmentAt(actor, 'enrollment.desk', at);
    const model = placeForm(school, row, emptyForm(ReasonForm));
    return page('desk/cancellation', model, rosterFrame(school, '取消报名'));
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
    const model = placeForm(school, row, form);
    return done ?? invalid('desk/cancellation', model, rosterFrame(school, '取消报名'));
  }
}

const placeForm = (school: SchoolRow, row: EnrollmentRow, form: Form<ReasonForm>) => ({
  form: formView(form, ['reason']),
  title: row.title,
  name: maskName(row.profileName),
  stateText: placeText(row),
  action: deskPaths.cancellation(school.id, row.id),
  backHref: schedulingPaths.roster(school.id, row.classId),
});
