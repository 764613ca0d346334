import type { Values } from '../../shared/kernel/seen.rules';
import type { SessionRow } from '../../scheduling/class-background.queries';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import { movedText } from '../../scheduling/moved-evening';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, isDate, timeRangeText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import { filledFrom, FormWords } from '../../shared/web/overtaken';
import type { PageOptions } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { RoomRow } from '../../sites/rooms.queries';
import type { SchoolRow } from '../../sites/schools.queries';
import { eveningValues } from '../evening-change.rules';
import { EveningForm, eveningFields } from './evening.form';

/** An evening of a class as its staff work on it. */
export interface ShownEvening {
  school: SchoolRow;
  found: ShownClass;
  session: SessionRow;
  rooms: readonly RoomRow[];
}

export const eveningFrame = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'classes'),
});

/** All that a form about the evening shows, whichever evenings it will be for. */
export const valuesOf = ({ session, found }: ShownEvening): Values =>
  eveningValues(session, found.sessions, 'following');

/** What the form holds before anything was typed: the evening as it is, or as the timetable asks. */
export function eveningInput(shown: ShownEvening, wanted: Record<string, unknown>) {
  const asked = ['date', 'startsAt', 'endsAt', 'roomId'].flatMap((name) => {
    const value = wanted[name];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return {
    ...filledFrom(valuesOf(shown)),
    ...(Object.fromEntries(asked) as Record<string, string>),
    scope: 'one',
  };
}

/** What the pages call what they show of an evening. */
export function eveningWords(rooms: readonly RoomRow[], now: Date): FormWords {
  return {
    state: {
      label: '这一节',
      text: (state) => (state === 'cancelled' ? '已停课' : '照常上'),
      isShownOnly: true,
    },
    date: { label: '日期', text: (date) => (isDate(date) ? dayText(date, dateOf(now)) : date) },
    startsAt: { label: '上课时间' },
    endsAt: { label: '下课时间' },
    roomId: { label: '教室', text: (id) => rooms.find((room) => room.id === id)?.name ?? id },
    teacherName: { label: '老师' },
    following: {
      label: '以后各节',
      text: (counts) => `${counts.split('-')[0]} 节，一共改过 ${counts.split('-')[1]} 次`,
      isShownOnly: true,
    },
  };
}

/** The same for the page that only calls it off. */
export const calledOffWords = (rooms: readonly RoomRow[], now: Date): FormWords =>
  Object.fromEntries(
    Object.entries(eveningWords(rooms, now)).map(([field, words]) => [
      field,
      { ...words, isShownOnly: true as const },
    ]),
  );

const scopeChoices = (one: string, following: string) => [
  { value: 'one', label: one },
  { value: 'following', label: following },
];

function common({ school, found, session, rooms }: ShownEvening, now: Date) {
  const room = rooms.find(({ id }) => id === session.roomId)?.name ?? '';
  const day = dayText(dateOf(session.startsAt), dateOf(now));
  return {
    title: found.title,
    lesson: `第 ${session.position} 节：${session.title}`,
    now: `${day} ${timeRangeText(session.startsAt, session.endsAt)}，${room}，${session.teacherName}老师`,
    isOff: session.state === 'cancelled',
    people: found.taken + found.waiting,
    backHref: schedulingPaths.deskShow(school.id, found.id),
  };
}

/** `desk/sessions/:sessionId/change` */
export function changePage(shown: ShownEvening, form: Form<EveningForm>, now: Date) {
  const { school, session, rooms } = shown;
  return {
    ...common(shown, now),
    before: movedText(session, now),
    form: formView(form, eveningFields),
    askAnyway: form.errors.has('anyway') || form.input['anyway'] === '1',
    rooms: rooms
      .filter(({ isOpen, id }) => isOpen || id === session.roomId)
      .map(({ id, name, capacity }) => ({ value: id, label: `${name}（${capacity} 座）` })),
    scopes: scopeChoices('只改这一节', '这一节和以后各节（换了日期就从那天起每周一节）'),
    action: schedulingPaths.sessionChange(school.id, session.id),
    cancelHref:
      session.state === 'cancelled'
        ? ''
        : schedulingPaths.sessionCancellation(school.id, session.id),
  };
}

/** `desk/sessions/:sessionId/cancellation` */
export const eveningCancellationPage = <T>(shown: ShownEvening, form: Form<T>, now: Date) => ({
  ...common(shown, now),
  form: formView(form, ['scope', 'reason']),
  scopes: scopeChoices('只停这一节', '这一节和以后各节都停'),
  action: schedulingPaths.sessionCancellation(shown.school.id, shown.session.id),
  changeHref: schedulingPaths.sessionChange(shown.school.id, shown.session.id),
});
