import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { placeText } from '../../enrollment/enrollment.states';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { maskName, maskPhone } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { invalid, page } from '../../shared/web/page';
import type { SchoolRow } from '../../sites/schools.queries';
import { DeskRosters } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import { RosterQueries } from '../roster.queries';
import { ReasonForm } from './reason.form';
import { rosterFrame } from './roster.page';

/** What a clerk who phones a whole list need not type again and again. */
const CALL_REASON = '打电话通知班级或名额的变化';

interface At {
  schoolId: string;
  enrollmentId: string;
}

/** The name and number of one person in full, for a reason that is written down. */
@Controller('schools/:schoolId/desk/enrollments/:enrollmentId/contact')
@Access('enrollment.desk')
export class ContactController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly rosters: RosterQueries,
  ) {}

  @Get()
  async ask(@Param() at: At, @Query('from') from: unknown, @CurrentActor() actor: Actor) {
    const { school, row } = await this.desk.enrollmentAt(actor, 'enrollment.desk', at);
    const calling = from === 'calls';
    const form = emptyForm(ReasonForm, calling ? { reason: CALL_REASON } : {});
    const model = { ...contactForm(school, row, form, calling), ...(await this.masked(row)) };
    return page('desk/contact', model, frame(school));
  }

  /** Shown on the answer itself, so that no address ever leads to a phone number. */
  @Post()
  async show(
    @Param() at: At,
    @Query('from') from: unknown,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ) {
    const { school, row } = await this.desk.enrollmentAt(actor, 'enrollment.desk', at);
    const form = bind(ReasonForm, body);
    const model = contactForm(school, row, form, from === 'calls');
    if (!form.ok) {
      const masked = { ...model, ...(await this.masked(row)) };
      return invalid('desk/contact', masked, frame(school));
    }
    const { reason } = form.value;
    await this.desk.recordLook('contact.show', actor, school, row.id, { reason });
    const full = { shown: true, name: row.profileName, phone: await this.rosters.phoneOf(row.id) };
    return page('desk/contact', { ...model, ...full }, frame(school));
  }

  private async masked(row: EnrollmentRow) {
    const phone = maskPhone(await this.rosters.phoneOf(row.id));
    return { shown: false, name: maskName(row.profileName), phone };
  }
}

const frame = (school: SchoolRow) => rosterFrame(school, '查看联系方式');

/** The way back leads to where they came from: the roster, or the list of those to be phoned. */
const contactForm = (
  school: SchoolRow,
  row: EnrollmentRow,
  form: Form<ReasonForm>,
  calling: boolean,
) => ({
  form: formView(form, ['reason']),
  title: row.title,
  stateText: placeText(row),
  action: calling ? deskPaths.callContact(school.id, row.id) : deskPaths.contact(school.id, row.id),
  backHref: calling
    ? schedulingPaths.calls(school.id, row.classId)
    : schedulingPaths.roster(school.id, row.classId),
  backText: calling ? '返回要打电话的人' : '返回名单',
});
