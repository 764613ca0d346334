import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { Flash } from '../../shared/web/flash';
import { actionKeyOf, pressHash } from '../../shared/web/once';
import { invalid, page, redirect } from '../../shared/web/page';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { DeskEnrolling } from '../desk-enrolling.service';
import { DeskClass, DeskRosters } from '../desk-rosters.service';
import { DeskPersonForm, personView } from '../desk-person.form';
import { deskPaths } from '../desk.paths';
import { heldText } from '../held-place';
import { rosterFrame } from './roster.page';
import { drawText, seatsText } from './seats-text';

const TITLE = '代报名';

interface At {
  schoolId: string;
  classId: string;
}

/** Staff enrol someone who stands at the desk or is on the phone; the form is ready again at once. */
@Controller('schools/:schoolId/desk/classes/:classId/enrollments')
@Access('enrollment.desk')
export class DeskEnrollmentController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly enrolling: DeskEnrolling,
    private readonly flash: Flash,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  async form(@Param() at: At, @CurrentActor() actor: Actor) {
    const shown = await this.desk.classAt(actor, 'enrollment.desk', at);
    const model = deskForm(shown, emptyForm(DeskPersonForm), this.clock.now());
    return page('desk/desk-new', model, rosterFrame(shown.school, TITLE));
  }

  @Post()
  async create(
    @Param() at: At,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const shown = await this.desk.classAt(actor, 'enrollment.desk', at);
    const form = bind(DeskPersonForm, body);
    if (form.ok) {
      const hash = pressHash(request.url, body);
      const press = { actorId: actor.accountId, actionKey: actionKeyOf(body), requestHash: hash };
      const said = await this.enroll(shown, form, press);
      if (said !== null) {
        this.flash.say(reply, said);
        return redirect(schedulingPaths.deskEnrollment(shown.school.id, shown.found.id));
      }
    }
    const model = deskForm(shown, form, this.clock.now());
    return invalid('desk/desk-new', model, rosterFrame(shown.school, TITLE));
  }

  /** @returns what came of it, or null when the form says why not */
  private async enroll(
    { school, found }: DeskClass,
    form: Form<DeskPersonForm>,
    by: { actorId: string; actionKey: string | null; requestHash: string },
  ): Promise<string | null> {
    try {
      const press = { ...by, school, classId: found.id };
      const { place, repeated } = await this.enrolling.enroll(press, form.value);
      return repeated ? oldLine(place) : newLine(place);
    } catch (error) {
      form.catchViolation(error);
      return null;
    }
  }
}

function newLine(place: EnrollmentRow): string {
  const who = maskName(place.profileName);
  if (place.state === 'enrolled') return `${who} 报上了`;
  if (place.state === 'waitlisted') return `${who} 排在候补第 ${place.position} 位`;
  return `${who} ${heldText(place)}`;
}

/** The place as it is now: a form that is sent again long after may find it changed. */
const oldLine = (place: EnrollmentRow): string =>
  `${maskName(place.profileName)} 早就报过，没有重复报名，现在是：${heldText(place)}`;

const deskForm = ({ school, found }: DeskClass, form: Form<DeskPersonForm>, now: Date) => ({
  ...personView(form),
  title: found.title,
  seatsText: seatsText(found, now),
  drawText: drawText(found, now),
  action: deskPaths.create(school.id, found.id),
  listHref: schedulingPaths.deskList(school.id, found.id),
  rosterHref: schedulingPaths.roster(school.id, found.id),
});
