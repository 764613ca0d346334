import { schedulingPaths } from '../../scheduling/scheduling.paths';
import {
  Slot,
  slotChoices,
  slotNames,
  slots,
  timesOf,
  weekdayChoices,
} from '../../scheduling/slots';
import { dateOf, momentText, shortDayText, weekdayText } from '../../shared/kernel/shanghai';
import { Actor, scopePaths } from '../../shared/web/actor';
import { Form, formView } from '../../shared/web/bind';
import type { PageOptions } from '../../shared/web/page';
import { centerDesk, schoolDesk } from '../../sites/desk-frame';
import type { RoomRow } from '../../sites/rooms.queries';
import type { SchoolRow } from '../../sites/schools.queries';
import { hoursText } from '../options.rules';
import { changedSince, planPrint } from '../plan-print';
import type { ScopedPlan } from '../plan-scope.service';
import type { TeacherHours } from '../plan-world';
import { slotKey } from '../planned-values.rules';
import { planningPaths } from '../planning.paths';
import type { PlannedRow, PlanRow } from '../plans.queries';
import { classFields, hoursFields, planFields } from './plan.form';

/** At the centre its workbench is around the page; for others that of their first school. */
export function planFrame(actor: Actor, schools: readonly SchoolRow[], title: string): PageOptions {
  const atCenter = scopePaths(actor, 'center.view').length > 0;
  const desk = atCenter ? centerDesk('plans') : schoolDesk(schools[0]!, 'plans');
  return { title, layout: 'desk', desk };
}

const spanText = ({ firstDay, lastDay }: PlanRow, today: string): string =>
  `${shortDayText(firstDay, today)}至${shortDayText(lastDay, today)}`;

/** `/plans` */
export const planIndex = (plans: readonly PlanRow[], now: Date) => ({
  newHref: planningPaths.new,
  plans: plans.map((plan) => ({
    name: plan.name,
    href: planningPaths.show(plan.id),
    span: spanText(plan, dateOf(now)),
    classes: `${plan.placedCount} / ${plan.classCount}`,
    state: plan.acceptedAt ? '已生成班级' : '草稿',
  })),
});

/** `/plans/new` */
export const planNew = <T>(form: Form<T>, schools: readonly SchoolRow[]) => ({
  form: formView(form, planFields),
  schools: schools.map(({ id, name }) => ({ value: id, label: name })),
  action: planningPaths.index,
  backHref: planningPaths.index,
});

/** `/plans/:id/edit` */
export const planEdit = <T>(plan: PlanRow, form: Form<T>, schools: readonly SchoolRow[]) => ({
  ...planNew(form, schools),
  isOld: true,
  name: plan.name,
  action: planningPaths.edit(plan.id),
  removalAction: planningPaths.removal(plan.id),
  backHref: planningPaths.show(plan.id),
});

interface Shown {
  plan: ScopedPlan;
  classes: readonly PlannedRow[];
  hours: ReadonlyMap<string, TeacherHours>;
  problem: string;
  /** What an older page of the plan had shown, to mark what is new. */
  seen: string | null;
}

/** `/plans/:id` */
export function planShow({ plan, classes, hours, problem, seen }: Shown, now: Date) {
  const today = dateOf(now);
  const unplaced = classes.filter(({ place }) => place === null);
  const isDraft = plan.acceptedAt === null;
  const changed = seen === null ? new Set<string>() : changedSince(classes, seen);
  return {
    ...{ name: plan.name, span: spanText(plan, today), problem, isDraft },
    backHref: planningPaths.index,
    opens: momentText(plan.opensAt, now),
    stats: { all: classes.length, placed: classes.length - unplaced.length },
    unplaced: unplaced.map((row) => ({
      ...unplacedLine(plan, row),
      isChanged: changed.has(row.id),
    })),
    schools: plan.schools
      .map(({ id, name }) => ({
        name,
        classes: classes
          .filter((row) => row.place !== null && row.roomSchoolId === id)
          .sort(byEvening)
          .map((row) => ({ ...placedLine(plan, row, today), isChanged: changed.has(row.id) })),
      }))
      .filter((school) => school.classes.length > 0),
    teachers: teachersOf(classes).map((name) => ({
      name,
      hours: hours.has(name) ? hoursText(hours.get(name)!) : '都有空',
      href: planningPaths.hours(plan.id, name),
    })),
    editHref: planningPaths.edit(plan.id),
    classNewHref: planningPaths.classNew(plan.id),
    classListHref: planningPaths.classList(plan.id),
    proposalAction: planningPaths.proposal(plan.id),
    acceptanceAction: planningPaths.acceptance(plan.id),
    seen: planPrint(classes),
  };
}

export const teachersOf = (classes: readonly PlannedRow[]): string[] =>
  [...new Set(classes.map(({ teacherName }) => teacherName))].sort(
    new Intl.Collator('zh-CN').compare,
  );

const byEvening = (a: PlannedRow, b: PlannedRow): number =>
  a.place!.weekday - b.place!.weekday ||
  a.place!.slot.localeCompare(b.place!.slot) ||
  a.roomName.localeCompare(b.roomName, 'zh-CN');

function lineOf(plan: ScopedPlan, row: PlannedRow) {
  return {
    title: row.title,
    teacher: row.teacherName,
    sessions: row.sessionCount,
    seats: row.seats,
    editHref: plan.acceptedAt ? null : planningPaths.classEdit(plan.id, row.id),
  };
}

const unplacedLine = (plan: ScopedPlan, row: PlannedRow) => ({
  ...lineOf(plan, row),
  why: row.why ?? '还没有排',
  wishes: wishText(plan, row),
});

function placedLine(plan: ScopedPlan, row: PlannedRow, today: string) {
  const { weekday, slot, startDate } = row.place!;
  return {
    ...lineOf(plan, row),
    when: `${weekdayText(weekday)} ${slotText(slot)}`,
    start: shortDayText(startDate, today),
    room: row.roomName,
    isFixed: row.isFixed,
    classHref: row.classId ? schedulingPaths.deskShow(row.roomSchoolId!, row.classId) : null,
  };
}

const slotText = (slot: Slot): string => timesOf(slot).join('–');

function wishText(plan: ScopedPlan, row: PlannedRow): string {
  const school = plan.schools.find(({ id }) => id === row.schoolId)?.name;
  const wishes = [
    school,
    row.weekdays.map(weekdayText).join('、'),
    row.slots.map(slotText).join('、'),
  ];
  return wishes.filter(Boolean).join('，') || '不限';
}

/** A class of a plan with what its form offers. */
export interface ClassShown {
  plan: ScopedPlan;
  row: PlannedRow | null;
  courses: readonly { id: string; title: string }[];
  rooms: readonly RoomRow[];
}

/** `/plans/:id/classes/new` and `…/:classId/edit` */
export function plannedClassPage<T>({ plan, row, courses, rooms }: ClassShown, form: Form<T>) {
  const schoolName = new Map(plan.schools.map(({ id, name }) => [id, name]));
  return {
    heading: row ? `修改：${row.title}` : '加一个班',
    form: formView(form, classFields),
    courses: courses.map(({ id, title }) => ({ value: id, label: title })),
    schools: plan.schools.map(({ id, name }) => ({ value: id, label: name })),
    rooms: rooms.map((room) => ({
      value: room.id,
      label: `${schoolName.get(room.schoolId)!} ${room.name}（${room.capacity} 座）`,
    })),
    weekdays: weekdayChoices,
    slots: slotChoices,
    slotStarts: slots.map((slot) => ({ value: slotKey(slot), label: slotNames[slot] })),
    action: row ? planningPaths.classEdit(plan.id, row.id) : planningPaths.classes(plan.id),
    removalAction: row ? planningPaths.classRemoval(plan.id, row.id) : null,
    button: row ? '保存' : '加进来',
    backHref: planningPaths.show(plan.id),
  };
}

/** `/plans/:id/class-list` */
export const classListPage = <T>(plan: ScopedPlan, form: Form<T>, problems: readonly string[]) => ({
  form: formView(form, ['text']),
  problems,
  action: planningPaths.classList(plan.id),
  backHref: planningPaths.show(plan.id),
});

/** `/plans/:id/hours` */
export const hoursPage = <T>(plan: ScopedPlan, teacher: string, form: Form<T>) => ({
  teacher,
  form: formView(form, hoursFields),
  weekdays: weekdayChoices,
  action: planningPaths.hours(plan.id),
  backHref: planningPaths.show(plan.id),
});
