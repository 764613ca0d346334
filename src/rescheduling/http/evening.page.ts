import type { SessionRow } from '../../scheduling/class-background.queries';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import { movedText } from '../../scheduling/moved-evening';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { dateOf, dayText, timeOf, timeRangeText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { PageOptions } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { RoomRow } from '../../sites/rooms.queries';
import type { SchoolRow } from '../../sites/schools.queries';
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

/** What the form holds before anything was typed: the evening as it is, or as the timetable asks. */
export const eveningInput = (
  { session }: ShownEvening,
  wanted: Record<string, unknown>,
): Record<string, string> => {
  const asked = (name: string, now: string): string => {
    const value = wanted[name];
    return typeof value === 'string' && value !== '' ? value : now;
  };
  return {
    date: asked('date', dateOf(session.startsAt)),
    startsAt: asked('startsAt', timeOf(session.startsAt)),
    endsAt: asked('endsAt', timeOf(session.endsAt)),
    roomId: asked('roomId', session.roomId),
    teacherName: session.teacherName,
    scope: 'one',
    revision: String(session.revision),
  };
};

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
  // whoever was overtaken sees the new state and may save what was typed over it
  const seen = form.errors.has('revision') ? String(session.revision) : form.input['revision'];
  return {
    ...common(shown, now),
    before: movedText(session, now),
    form: formView(form, eveningFields),
    revision: seen ?? String(session.revision),
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
