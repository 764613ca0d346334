import { Body, Controller, Param, Post } from '@nestjs/common';
import { dateOf, dayText, inputMoment, instantOf, addDays } from '../../shared/kernel/shanghai';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page } from '../../shared/web/page';
import type { SchoolRow } from '../../sites/schools.queries';
import { DeskClasses } from '../desk-classes.service';
import type { Series } from '../series.rules';
import { timesOf } from '../slots';
import { Timetable } from '../timetable.service';
import { NewClassForm } from './class-draft.form';
import { newClass } from './class-form.page';
import { classesFrame } from './classes-desk.page';

/** What the search needs; the rest of the form may still be empty. */
const ASKED = ['courseId', 'roomId', 'teacherName', 'weekday', 'slot', 'startDate', 'sessionCount'];

/** Looks for the first dates on which room and teacher are free, and fills them into the form. */
@Controller('schools/:schoolId/desk/classes/proposals')
@Access('class.manage')
export class ClassProposalsController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly timetable: Timetable,
    private readonly clock: Clock,
  ) {}

  @Post()
  async find(
    @Param('schoolId') schoolId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const school = await this.desk.school(actor, 'class.manage', schoolId);
    const form = bind(NewClassForm, body);
    for (const field of form.errors.keys())
      if (field !== '' && !ASKED.includes(field)) form.errors.delete(field);
    const today = dateOf(this.clock.now());
    if (form.ok && form.value.startDate <= today) form.value.startDate = addDays(today, 1);
    const series = form.ok ? await this.timetable.firstFree(school.id, wantedOf(form)) : null;
    if (form.ok && !series)
      form.fail(
        'startDate',
        '半年以内这间教室和这位老师都凑不出这么多个晚上，请换教室、星期或时段',
      );
    return series
      ? this.show(school, filled(form, series), said(series, today))
      : this.show(school, form);
  }

  private async show(school: SchoolRow, form: Form<NewClassForm>, found = ''): Promise<Page> {
    const [course, rooms, terms] = await Promise.all([
      this.desk.course(String(form.input['courseId'] ?? '')),
      this.desk.roomsOf(school),
      this.desk.termsHint(school, form.input['startDate']),
    ]);
    const model = newClass(school.id, course, rooms, form, terms, found);
    const answer = form.ok ? page : invalid;
    return answer('scheduling/class-draft', model, classesFrame(school, '排新班'));
  }
}

function wantedOf({ value }: Form<NewClassForm>) {
  const [slotStart, slotEnd] = timesOf(value.slot);
  const { roomId, teacherName, startDate, sessionCount: count } = value;
  return {
    roomId,
    teacherName,
    startDate,
    count,
    weekday: Number(value.weekday),
    slotStart,
    slotEnd,
  };
}

/** The form with the dates that were found; the deadline moves along when it would be too late. */
function filled(form: Form<NewClassForm>, { sessions }: Series): Form<NewClassForm> {
  const { date, startsAt } = sessions[0]!;
  const late = !(form.value.closesAt instanceof Date) || form.value.closesAt > startsAt;
  const input: Form<NewClassForm>['input'] = { ...form.input, startDate: date };
  const deadline = inputMoment(instantOf(addDays(date, -1), '21:00'));
  return emptyForm(NewClassForm, late ? { ...input, closesAt: deadline } : input);
}

function said({ sessions, skipped }: Series, today: string): string {
  const [first, last] = [sessions[0]!, sessions.at(-1)!];
  const to = first === last ? '' : `到${dayText(last.date, today)}，共 ${sessions.length} 节`;
  const days = dayText(first.date, today) + to;
  const left = skipped.map(({ date, name }) => `${dayText(date, today)}（${name}）`).join('、');
  return `找到了：${days}，教室和老师都没有冲突。${left ? `跳过 ${left}。` : ''}还没有存，请核对后存为草稿。`;
}
