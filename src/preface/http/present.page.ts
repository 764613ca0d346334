import type { BriefText } from '../../policy/policy-briefs.queries';
import { policyPaths } from '../../policy/policy.paths';
import { durationText } from '../../policy/spoken-time.rules';
import { dateOf, momentText, shortDayText, timeOf } from '../../shared/kernel/shanghai';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import type { QueueEvening, QueueItem } from '../evening-queues.queries';
import { prefacePaths } from '../preface.paths';
import { whyNotNoted } from '../queue.rules';
import { clockText, spokenParagraphs } from '../spoken-lines.rules';

/** `preface/present`: every brief that waits, so that nothing is fetched once the page is open. */
export function presentPage(
  evening: QueueEvening,
  items: readonly QueueItem[],
  texts: ReadonlyMap<string, BriefText>,
  { now, accountId, sorry }: { now: Date; accountId: string; sorry: string },
) {
  const waiting = items.filter(
    ({ state, briefId }) => (state === 'waiting' || state === 'missed') && texts.has(briefId),
  );
  const why = whyNotNoted(evening, now);
  return {
    title: evening.title,
    when: `${momentText(evening.startsAt, now)}，第 ${evening.position} 节`,
    sorry,
    why: why ?? '',
    told: items.filter(({ state }) => state === 'delivered').length,
    backHref: prefacePaths.queue(evening.schoolId, evening.sessionId),
    action: prefacePaths.deliveries(evening.sessionId),
    signInHref: `/sign-in?next=${prefacePaths.present(evening.sessionId)}`,
    sessionId: evening.sessionId,
    accountId,
    serverTime: now.getTime(),
    items: waiting.map((item, i) => itemView(evening, item, texts.get(item.briefId)!, i, now)),
  };
}

function itemView(evening: QueueEvening, item: QueueItem, brief: BriefText, i: number, now: Date) {
  const published = shortDayText(dateOf(item.publishedAt), dateOf(now));
  return {
    briefId: item.briefId,
    title: item.title,
    facts: `${evening.title}第 ${evening.position} 节政策传真`,
    source: `${item.issuer}，${published}终审发布`,
    ask: `想再了解，问${brief.office} ${brief.phone}`,
    seconds: item.seconds,
    clock: clockText(item.seconds).padStart(5, '0'),
    paragraphs: spokenParagraphs(brief.spokenText).map(({ text, from }, n) => ({
      id: `p-${i + 1}-${n + 1}`,
      from,
      fromText: `${clockText(from)} 起`,
      text,
    })),
  };
}

/** `preface/show`: what an evening begins with, for everybody. */
export const showPage = (evening: QueueEvening, items: readonly QueueItem[], now: Date) => ({
  title: evening.title,
  when: momentText(evening.startsAt, now),
  schoolName: evening.schoolName,
  classHref: schedulingPaths.show(evening.classId),
  cancelled: evening.cancelled,
  exemption: evening.exemption ?? '',
  items: items
    .filter(({ state }) => state !== 'dropped')
    .map((item) => ({
      title: item.title,
      href: policyPaths.show(item.briefId),
      level: `${item.levelName}级`,
      facts: `${item.issuer}，约 ${durationText(item.seconds)}`,
      told: item.deliveredAt ? `${timeOf(item.deliveredAt)} 已宣讲` : '',
    })),
});
