import { DueQueuesQueries } from '../../src/preface/due-queues.queries';
import { QueueFactsQueries } from '../../src/preface/queue-facts.queries';
import { QueuesWriter } from '../../src/preface/queues.writer';
import { Replanning } from '../../src/preface/replanning.service';
import { briefLevels } from '../../src/policy/brief-words';
import { PolicyBrief } from '../../src/policy/policy-brief.entity';
import { PolicyBriefsQueries } from '../../src/policy/policy-briefs.queries';
import { Database, statements } from '../../src/shared/database/database';
import { sql } from '../../src/shared/database/sql';
import { Clock } from '../../src/shared/kernel/clock';
import { addDays, dateOf } from '../../src/shared/kernel/shanghai';
import { putBrief } from '../support/briefs';
import { newDatabase } from '../support/database';
import { manyClasses } from '../support/many-classes';
import { World } from '../support/world';
import type { Line } from './figures';
import { WrongResult } from './truth';

const EVENINGS = 8;
const BRIEFS = 60;
/** What one withdrawal may take until every queue is mended. */
const MOST_SECONDS = 2;

class Queues {
  readonly due: DueQueuesQueries;
  private readonly replanning: Replanning;

  constructor(private readonly database: Database) {
    this.due = new DueQueuesQueries(database);
    const facts = new QueueFactsQueries(database, new PolicyBriefsQueries(database));
    const writer = new QueuesWriter(database);
    this.replanning = new Replanning(database, new Clock(), this.due, facts, writer);
  }

  /** Plans all that is due; how many statements each batch needed. */
  async mend(): Promise<number[]> {
    const counts: number[] = [];
    let told = 0;
    const listen = () => told++;
    statements.subscribe(listen);
    while ((await this.replanning.nextBatch()) > 0) {
      counts.push(told);
      told = 0;
    }
    statements.unsubscribe(listen);
    return counts;
  }

  async withdraw(id: string, now: Date): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.update(
        PolicyBrief,
        { id },
        { state: 'withdrawn', endedAt: now, reason: '有新规定' },
      );
      await this.due.empty(tx, [id], now);
    });
  }

  async evenings(briefId: string): Promise<number> {
    const row = await this.database.one<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM preface_item WHERE brief_id = ${briefId}`,
    );
    return Number(row!.n);
  }
}

/** How long it takes until no queue to come holds a brief that was withdrawn, and all are full again. */
export async function prefaceLines(sessions: number): Promise<Line[]> {
  const test = await newDatabase();
  const now = new Date();
  const world = await World.make(test.database, now);
  await manyClasses(world, { classes: sessions / EVENINGS, evenings: EVENINGS });
  const ids = await briefs(world);
  const queues = new Queues(test.database);
  await test.database.write((tx) => queues.due.markAll(tx, now));
  const begun = performance.now();
  await queues.mend();
  const first = performance.now();
  const held = await queues.evenings(ids[0]!);
  const before = performance.now();
  await queues.withdraw(ids[0]!, now);
  const emptied = performance.now();
  const counts = await queues.mend();
  const mended = performance.now();
  if (held === 0 || (await queues.evenings(ids[0]!)) > 0)
    throw new WrongResult(`the brief stood in ${held} queues and was not taken out of all of them`);
  await test.drop();
  const what = `preface: ${sessions} evenings, ${BRIEFS} briefs`;
  return [
    { scene: `${what}, planned from nothing, s`, cost: null, ratio: (first - begun) / 1000 },
    {
      ...{ scene: `${what}, emptied of one in ${held}, s`, cost: null },
      ratio: (emptied - before) / 1000,
    },
    {
      ...{ scene: `${what}, mended after that, s`, cost: null },
      ratio: (mended - before) / 1000,
      target: { most: MOST_SECONDS },
    },
    {
      scene: `preface: statements in the largest of ${counts.length} batches`,
      ...{ cost: null, ratio: Math.max(...counts), target: { most: 16 } },
    },
  ];
}

async function briefs(world: World): Promise<string[]> {
  const { accountId: authorId } = await world.staff('center', world.centerId);
  const today = dateOf(world.now);
  const ids: string[] = [];
  for (let i = 0; i < BRIEFS; i++) {
    const brief = await putBrief(world, {
      ...{ authorId, level: briefLevels[i % 4]!, spokenSeconds: 60 + ((i * 37) % 115) },
      validUntil: addDays(today, 7 + ((i * 11) % 90)),
    });
    ids.push(brief.id);
  }
  return ids;
}
