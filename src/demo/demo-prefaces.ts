import { DueQueuesQueries } from '../preface/due-queues.queries';
import { QueueFactsQueries } from '../preface/queue-facts.queries';
import { QueuesWriter } from '../preface/queues.writer';
import { Replanning } from '../preface/replanning.service';
import { PolicyBriefsQueries } from '../policy/policy-briefs.queries';
import type { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import { dateOf } from '../shared/kernel/shanghai';
import type { PlannedClass } from './demo-classes';
import type { Rows } from './rows';

const MINUTE_MS = 60_000;
/** When the speaker was done, and how far from the plan that was. */
const DONE_AFTER_MS = 3 * MINUTE_MS;
const OFF_BY_SECONDS = [-9, 6, 14, -3, 21];

type Row = Rows[number];

/** What was told on the evenings that are over, one that was exempt, and one to come with nothing. */
export function demoPrefaces(
  planned: readonly PlannedClass[],
  briefs: Rows,
  clerkId: string,
  now: Date,
): [string, Rows][] {
  const published = briefs.filter((brief) => brief['state'] === 'published');
  const told = planned.flatMap((one) => toldIn(one, published, now));
  const [exempt, ...delivered] = told;
  return [
    [
      'preface_item',
      [...delivered.map((one) => itemOf(one, 'delivered')), ...emptied(planned, published, now)],
    ],
    ['brief_delivery', delivered.map((one, i) => deliveryOf(one, clerkId, i))],
    ['preface_exemption', exempt ? [exemptionOf(exempt.session, clerkId)] : []],
  ];
}

interface Told {
  session: Row;
  brief: Row;
}

/** Each brief once, on the first evening after it was published. */
function toldIn({ sessions, row }: PlannedClass, published: Rows, now: Date): Told[] {
  if (row['state'] !== 'published') return [];
  const left = [...published];
  const over = sessions.filter((session) => (session['ends_at'] as Date) <= now);
  return over.flatMap((session) => {
    const startsAt = session['starts_at'] as Date;
    const at = left.findIndex(
      (brief) =>
        (brief['published_at'] as Date) < startsAt &&
        String(brief['effective_from']) <= dateOf(startsAt),
    );
    if (at < 0) return [];
    const [brief] = left.splice(at, 1);
    return [{ session, brief: brief! }];
  });
}

const itemOf = ({ session, brief }: Told, state: string): Row => ({
  ...{ id: newId(), session_id: session['id'], brief_id: brief['id'], position: 1, fix: null },
  ...{ state, why: '这个班还没听过' },
});

const deliveryOf = ({ session, brief }: Told, actor_id: string, i: number): Row => ({
  ...{ id: newId(), session_id: session['id'], brief_id: brief['id'], actor_id },
  at: new Date((session['starts_at'] as Date).getTime() + DONE_AFTER_MS),
  seconds: Number(brief['spoken_seconds']) + OFF_BY_SECONDS[i % OFF_BY_SECONDS.length]!,
  source: i % 4 === 3 ? 'offline' : 'online',
});

const exemptionOf = (session: Row, actor_id: string): Row => ({
  ...{ session_id: session['id'], reason: '投影和音响都停电，改到下一节讲', actor_id },
  at: session['ends_at'],
});

/** Staff took everything out of the evening after the next one, so that somebody has to act. */
function emptied(planned: readonly PlannedClass[], published: Rows, now: Date): Rows {
  const coming = planned
    .filter(({ row }) => row['state'] === 'published')
    .flatMap(({ sessions }) => sessions)
    .filter((session) => session['state'] === 'scheduled' && (session['starts_at'] as Date) > now)
    .sort((a, b) => Number(a['starts_at']) - Number(b['starts_at']));
  const session = coming.find((one) => dateOf(one['starts_at'] as Date) > dateOf(now));
  return session
    ? published.map((brief) => ({
        ...itemOf({ session, brief }, 'dropped'),
        why: '教务拿下来的',
      }))
    : [];
}

/** Plans every queue to come, as the worker of the running app would within a minute. */
export async function planPrefaces(database: Database, now: Date): Promise<void> {
  const due = new DueQueuesQueries(database);
  const facts = new QueueFactsQueries(database, new PolicyBriefsQueries(database));
  const clock = { now: () => now };
  const replanning = new Replanning(database, clock, due, facts, new QueuesWriter(database));
  await database.write((tx) => due.markAll(tx, now));
  while ((await replanning.nextBatch()) > 0);
}
