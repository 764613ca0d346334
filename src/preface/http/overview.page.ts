import { durationText } from '../../policy/spoken-time.rules';
import { nearMomentText, shortDayText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { StateTag } from '../../shared/web/cards';
import type { SchoolRow } from '../../sites/schools.queries';
import type { ComingQueue } from '../coming-queues.queries';
import type { ShownPin } from '../county-pins.queries';
import { prefacePaths } from '../preface.paths';

/** `preface/school` */
export const schoolPage = (
  school: SchoolRow,
  coming: readonly ComingQueue[],
  unclosed: readonly ComingQueue[],
  now: Date,
) => ({
  reachHref: prefacePaths.reach(school.id),
  empty: coming.filter((one) => one.items.length === 0 && !one.exempt).map(lineAt(now)),
  unclosed: unclosed.map(lineAt(now)),
  evenings: coming.map((one) => ({
    ...lineAt(now)(one),
    briefs: one.items.map(({ title, seconds }) => `${title}（${durationText(seconds)}）`),
    total: durationText(one.items.reduce((sum, { seconds }) => sum + seconds, 0)),
    tag: tagOf(one),
  })),
});

const lineAt =
  (now: Date) =>
  ({ schoolId, sessionId, schoolName, title, startsAt }: ComingQueue) => ({
    ...{ title, schoolName, when: nearMomentText(startsAt, now) },
    href: prefacePaths.queue(schoolId, sessionId),
  });

function tagOf({ items, exempt }: ComingQueue): StateTag {
  if (items.some(({ state }) => state === 'delivered')) return { kind: 'ok', text: '讲过了' };
  if (exempt) return { kind: 'plain', text: '免讲' };
  return items.length > 0
    ? { kind: 'soon', text: `排了 ${items.length} 条` }
    : { kind: 'bad', text: '没有可讲的' };
}

export interface PinChoices {
  briefs: readonly { id: string; title: string }[];
  levels: readonly { value: string; label: string }[];
  sites: readonly { id: string; name: string }[];
}

/** `preface/center` */
export const centerPage = <T>(
  form: Form<T>,
  {
    empty,
    pins,
    choices,
    mayPin,
  }: {
    empty: readonly ComingQueue[];
    pins: readonly ShownPin[];
    choices: PinChoices;
    mayPin: boolean;
  },
  { now, today }: { now: Date; today: string },
) => ({
  form: formView(form, ['what', 'siteId', 'fromDay', 'toDay']),
  reachHref: prefacePaths.centerReach(),
  empty: empty.map(lineAt(now)),
  mayPin,
  action: prefacePaths.centerPins,
  removalAction: prefacePaths.centerPinRemovals,
  pins: pins.map(({ id, what, siteName, from, to }) => ({
    ...{ id, what, siteName },
    days: `${shortDayText(from, today)}–${shortDayText(to, today)}`,
  })),
  whats: [
    ...choices.briefs.map(({ id, title }) => ({ value: id, label: title })),
    ...choices.levels,
  ],
  sites: choices.sites.map(({ id, name }) => ({ value: id, label: name })),
});
