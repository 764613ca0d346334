import { Controller, Get, Param, Post } from '@nestjs/common';
import { DeskPersonForm, personView } from '../../desk/desk-person.form';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { maskName } from '../../identity/person';
import { NightClassesQueries, ShownClass } from '../../scheduling/night-classes.queries';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Flash } from '../../shared/web/flash';
import { actionKeyOf, pressHash } from '../../shared/web/once';
import { invalid, page, redirect } from '../../shared/web/page';
import { SchoolRow, SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import { attendancePaths } from '../attendance.paths';
import { DoorEvening, DoorQueries } from '../door.queries';
import { WalkIns } from '../walk-ins.service';
import { anchorOf, doorFrame, whyNoSeat } from './door.page';

interface At {
  schoolId: string;
  sessionId: string;
}

interface Shown {
  school: SchoolRow;
  evening: DoorEvening;
  found: ShownClass;
}

/** 现场报名: somebody without a seat stands at the door. */
@Controller('schools/:schoolId/desk/sessions/:sessionId/walk-ins')
@Access('enrollment.desk')
export class WalkInController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly classes: NightClassesQueries,
    private readonly doors: DoorQueries,
    private readonly walkIns: WalkIns,
    private readonly clock: Clock,
    private readonly flash: Flash,
  ) {}

  @Get('new')
  async form(@Param() at: At, @CurrentActor() actor: Actor) {
    const shown = await this.load(actor, at);
    const model = walkInPage(shown, emptyForm(DeskPersonForm), this.clock.now());
    return page('attendance/walk-in', model, frame(shown));
  }

  @Post()
  async create(@Param() at: At, @SentForm() { actor, body, route, reply }: Sent) {
    const shown = await this.load(actor, at);
    const form = bind(DeskPersonForm, body);
    if (form.ok)
      try {
        const by = { actionKey: actionKeyOf(body), requestHash: pressHash(route, body) };
        const press = { ...by, school: shown.school, actorId: actor.accountId };
        const place = await this.walkIns.admit(shown.evening, press, form.value);
        this.flash.say(reply, doneLine(place));
        return redirect(attendancePaths.door(at.schoolId, at.sessionId, anchorOf(place.id)));
      } catch (error) {
        form.catchViolation(error);
      }
    const model = walkInPage(shown, form, this.clock.now());
    return invalid('attendance/walk-in', model, frame(shown));
  }

  private async load(actor: Actor, at: At): Promise<Shown> {
    const school = await this.schools.forDesk(actor, 'enrollment.desk', at.schoolId);
    const evening = await this.doors.evening(school.id, at.sessionId);
    if (!evening) throw new NotFound();
    return { school, evening, found: await this.classes.forDesk(school.id, evening.classId) };
  }
}

const doneLine = (place: EnrollmentRow): string =>
  `${maskName(place.profileName)} 有名额了，今晚的签到也记好了`;

const frame = ({ school, evening }: Shown) => doorFrame(school, `现场报名，${evening.title}`);

/** `attendance/walk-in` */
const walkInPage = ({ school, evening, found }: Shown, form: Form<DeskPersonForm>, now: Date) => ({
  ...personView(form),
  title: evening.title,
  seatsText: `已报 ${found.taken} / ${found.capacity}，空 ${found.capacity - found.taken} 位`,
  why: whyNoSeat(evening, found, now) ?? '',
  action: attendancePaths.walkIns(school.id, evening.sessionId),
  backHref: attendancePaths.door(school.id, evening.sessionId),
});
