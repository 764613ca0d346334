import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { placeText } from '../../enrollment/enrollment.states';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { Releasing } from '../../enrollment/releasing.service';
import { maskName, maskPhone } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { Text } from '../../shared/web/fields';
import { invalid, page } from '../../shared/web/page';
import type { SchoolRow } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskRosters } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import { RosterQueries } from '../roster.queries';
import { rosterFrame } from './roster.page';

class ReasonForm {
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
}

interface At {
  schoolId: string;
  enrollmentId: string;
}

/** What staff do with one person's place: call them, or take the place with a reason. */
@Controller('schools/:schoolId/desk/enrollments/:enrollmentId')
@Access('enrollment.desk')
export class DeskPlaceController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly rosters: RosterQueries,
    private readonly releasing: Releasing,
    private readonly submission: Submission,
  ) {}

  @Get('contact')
  async askContact(@Param() at: At, @CurrentActor() actor: Actor) {
    return this.contact(at, actor, emptyForm(ReasonForm));
  }

  /** Shown on the answer itself, so that no address ever leads to a phone number. */
  @Post('contact')
  async showContact(@Param() at: At, @Body() body: unknown, @CurrentActor() actor: Actor) {
    return this.contact(at, actor, bind(ReasonForm, body), true);
  }

  @Get('cancellation')
  async askCancellation(@Param() at: At, @CurrentActor() actor: Actor) {
    const { school, row } = await this.desk.enrollmentAt(actor, 'enrollment.desk', at);
    const model = placeForm(school, row, emptyForm(ReasonForm));
    return page('desk/cancellation', model, rosterFrame(school, '取消报名'));
  }

  @Post('cancellation')
  async cancel(@Param() at: At, @SentForm() sent: Sent) {
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

  private async contact(at: At, actor: Actor, form: Form<ReasonForm>, asked = false) {
    const { school, row } = await this.desk.enrollmentAt(actor, 'enrollment.desk', at);
    const phone = await this.rosters.phoneOf(row.id);
    const shown = asked && form.ok;
    if (shown) {
      const { reason } = form.value;
      await this.desk.recordLook('contact.show', actor, school, row.id, { reason });
    }
    const model = {
      ...placeForm(school, row, form),
      action: deskPaths.contact(school.id, row.id),
      phone: shown ? phone : maskPhone(phone),
      name: shown ? row.profileName : maskName(row.profileName),
      shown,
    };
    const answer = asked && !shown ? invalid : page;
    return answer('desk/contact', model, rosterFrame(school, '查看联系方式'));
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
