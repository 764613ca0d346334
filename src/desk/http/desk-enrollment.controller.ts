import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { DeskPeople } from '../../identity/desk-people.service';
import { accountAgeBands, AgeBand, ageBandNames, maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { OneOf, PersonName, Phone, Tick } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { actionKeyOf, pressHash } from '../../shared/web/once';
import { invalid, page, redirect } from '../../shared/web/page';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import type { Decision } from '../../enrollment/admission';
import { DeskClass, DeskRosters } from '../desk-rosters.service';
import { Enrolling } from '../../enrollment/enrolling.service';
import { deskPaths } from '../desk.paths';
import { rosterFrame } from './roster.page';

class DeskEnrollForm {
  @PersonName() name!: string;
  @Phone() phone!: string;
  @OneOf(accountAgeBands, { label: '年龄段' }) ageBand!: AgeBand;
  @Tick({ message: '请先把个人信息说明念给本人听，本人同意后再勾选' }) consent!: boolean;
}

const FIELDS = ['name', 'phone', 'ageBand', 'consent'];
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
    private readonly people: DeskPeople,
    private readonly enrolling: Enrolling,
    private readonly flash: Flash,
  ) {}

  @Get('new')
  async form(@Param() at: At, @CurrentActor() actor: Actor) {
    const shown = await this.desk.classAt(actor, 'enrollment.desk', at);
    const model = deskForm(shown, emptyForm(DeskEnrollForm));
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
    const form = bind(DeskEnrollForm, body);
    if (form.ok) {
      const hash = pressHash(request.url, body);
      const entry = { actorId: actor.accountId, actionKey: actionKeyOf(body), requestHash: hash };
      const decision = await this.enroll(shown, form, entry);
      if (decision) {
        this.flash.say(reply, resultLine(form.value.name, decision));
        return redirect(schedulingPaths.deskEnrollment(shown.school.id, shown.found.id));
      }
    }
    return invalid('desk/desk-new', deskForm(shown, form), rosterFrame(shown.school, TITLE));
  }

  private async enroll(
    { school, found }: DeskClass,
    form: Form<DeskEnrollForm>,
    press: { actorId: string; actionKey: string | null; requestHash: string },
  ): Promise<Decision | null> {
    try {
      const { name, phone, ageBand } = form.value;
      const clerk = { accountId: press.actorId, siteId: school.siteId };
      const facts = { name, phone, ageBand, siteId: school.siteId };
      const person = await this.people.findOrMake(clerk, facts);
      const entry = { ...press, ...person, classId: found.id, channel: 'desk' as const };
      return await this.enrolling.enroll(entry);
    } catch (error) {
      form.catchViolation(error);
      return null;
    }
  }
}

function resultLine(name: string, { state, position, repeated }: Decision): string {
  const who = maskName(name);
  if (state === 'waitlisted') return `${who} 排在候补第 ${position} 位`;
  return repeated ? `${who} 早就报上了，没有重复报名` : `${who} 报上了`;
}

const deskForm = ({ school, found }: DeskClass, form: Form<DeskEnrollForm>) => ({
  form: formView(form, FIELDS),
  title: found.title,
  seatsText: `已报 ${found.taken} / ${found.capacity}，候补 ${found.waiting} 人`,
  ageBands: accountAgeBands.map((band) => ({ value: band, label: ageBandNames[band] })),
  action: deskPaths.create(school.id, found.id),
  listHref: schedulingPaths.deskList(school.id, found.id),
  rosterHref: schedulingPaths.roster(school.id, found.id),
});
