import { policyPaths } from '../../policy/policy.paths';
import { durationText } from '../../policy/spoken-time.rules';
import { dateOf, momentText, shortDayText, timeOf } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { StateTag } from '../../shared/web/cards';
import type { PageOptions } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import type { SchoolRow } from '../../sites/schools.queries';
import type { QueueChoice, QueueEvening, QueueItem } from '../evening-queues.queries';
import { MOST_SECONDS, secondsOf } from '../preface-fill.rules';
import { prefacePaths } from '../preface.paths';
import { seenOf, standingOf, whyNotNoted, whyQueueFixed } from '../queue.rules';
import type { PrefaceStanding } from '../queue.rules';

export const prefaceFrame = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'preface'),
  scripts: ['js/preface-order.js'],
});

export interface ShownQueue {
  school: SchoolRow;
  evening: QueueEvening;
  items: readonly QueueItem[];
  choices: readonly QueueChoice[];
}

/** `preface/queue` */
export function queuePage<T>(
  { school, evening, items, choices }: ShownQueue,
  form: Form<T>,
  may: { edit: boolean; present: boolean },
  now: Date,
) {
  const queue = items.filter(({ state }) => state !== 'dropped');
  const used = secondsOf(queue);
  const fixed = whyQueueFixed(evening, now);
  const edit = may.edit && fixed === null;
  const [schoolId, { sessionId }] = [school.id, evening];
  return {
    form: formView(form, ['reason']),
    ...headOf(evening, now),
    backHref: prefacePaths.desk(schoolId),
    presentHref: may.present && !evening.cancelled ? prefacePaths.present(sessionId) : '',
    fixed: fixed ?? '',
    edit,
    seen: seenOf(queue),
    orderAction: prefacePaths.order(schoolId, sessionId),
    dropAction: prefacePaths.drops(schoolId, sessionId),
    takeBackAction: prefacePaths.dropRemovals(schoolId, sessionId),
    pinAction: prefacePaths.pins(schoolId, sessionId),
    releaseAction: prefacePaths.pinRemovals(schoolId, sessionId),
    swapAction: prefacePaths.swaps(schoolId, sessionId),
    exemptAction: prefacePaths.exemption(schoolId, sessionId),
    mayExempt: may.present && whyNotNoted(evening, now) === null && evening.exemption === null,
    total: durationText(used),
    standing: standingView(evening, queue, now),
    items: queue.map((item, i) => ({
      ...itemView(item, now),
      isWaiting: item.state === 'waiting',
      upOrder: i > 0 ? swapped(queue, i - 1) : [],
      downOrder: i < queue.length - 1 ? swapped(queue, i) : [],
    })),
    dropped: items.filter(({ state }) => state === 'dropped').map((item) => itemView(item, now)),
    many: queue.length > 1,
    choices: choices.map(choiceOf),
    additions: choices.filter(({ seconds }) => used + seconds <= MOST_SECONDS).map(choiceOf),
  };
}

const choiceOf = ({ id, title, levelName, seconds }: QueueChoice) => ({
  value: id,
  label: `${title}（${levelName}级，${durationText(seconds)}）`,
});

const headOf = (evening: QueueEvening, now: Date) => ({
  title: evening.title,
  when: `${momentText(evening.startsAt, now)}–${timeOf(evening.endsAt)}`,
  place: `${evening.roomName}，${evening.teacherName}，第 ${evening.position} 节，共 ${evening.sessionCount} 节`,
});

function itemView(item: QueueItem, now: Date) {
  const published = shortDayText(dateOf(item.publishedAt), dateOf(now));
  return {
    briefId: item.briefId,
    title: item.title,
    href: policyPaths.show(item.briefId),
    level: `${item.levelName}级`,
    facts: `${item.issuer}，${published}终审发布，${durationText(item.seconds)}`,
    until: `${shortDayText(item.validUntil, dateOf(now))}到期`,
    why: item.why,
    fix: item.fix ? '教务定的' : '',
    isPinned: item.fix !== null,
    tag: itemTag(item),
  };
}

function itemTag(item: QueueItem): StateTag {
  if (item.state === 'delivered')
    return {
      kind: 'ok',
      text: item.deliveredAt
        ? `${timeOf(item.deliveredAt)} 已宣讲，${durationText(item.spokenSeconds ?? 0)}`
        : '已宣讲',
    };
  if (item.state === 'missed') return { kind: 'bad', text: '没讲成，下一节先讲' };
  return { kind: 'plain', text: '待讲' };
}

/** What stands between the evening and its closing, in plain words. */
function standingView(evening: QueueEvening, queue: readonly QueueItem[], now: Date) {
  const told = queue.filter(({ state }) => state === 'delivered').length;
  const standing = standingOf(told, evening.exemption !== null);
  return { tag: standingTag(standing, evening, now), text: standingText(standing, evening, now) };
}

function standingTag(standing: PrefaceStanding, evening: QueueEvening, now: Date): StateTag {
  if (standing === 'told') return { kind: 'ok', text: '政策传真讲过了' };
  if (standing === 'exempt') return { kind: 'plain', text: '免讲' };
  return evening.endsAt <= now && !evening.cancelled
    ? { kind: 'bad', text: '不能结束这一节' }
    : { kind: 'soon', text: '还没讲' };
}

function standingText(standing: PrefaceStanding, evening: QueueEvening, now: Date): string {
  if (standing === 'told') return '这一节可以结束。';
  if (standing === 'exempt') return `免讲原因：${evening.exemption}`;
  if (evening.cancelled) return '';
  return evening.endsAt <= now
    ? '已经下课，但没有讲政策传真，也没有写免讲原因。补记已宣讲或写明免讲原因后，这一节才算结束。'
    : '讲完一条，或写明免讲原因，这一节才能结束。';
}

/** The order with this one and the next exchanged. */
function swapped(queue: readonly QueueItem[], at: number): string[] {
  const ids = queue.map(({ briefId }) => briefId);
  return [...ids.slice(0, at), ids[at + 1]!, ids[at]!, ...ids.slice(at + 2)];
}
