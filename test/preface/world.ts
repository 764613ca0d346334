import { PolicyBrief } from '../../src/policy/policy-brief.entity';
import { PolicyBriefEvents } from '../../src/policy/policy-brief.events';
import { PrefaceItem } from '../../src/preface/preface-item.entity';
import { PrefaceWorker } from '../../src/preface/preface.worker';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { addDays, dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { putBrief } from '../support/briefs';
import type { TestApp } from '../support/app';
import type { World } from '../support/world';

/** A brief of two minutes, published as the module that owns it does it. */
export async function publishedBrief(
  test: TestApp,
  world: World,
  more: Partial<PolicyBrief> = {},
): Promise<PolicyBrief> {
  const { accountId: authorId } = await world.staff('center', world.centerId);
  const usual = { spokenSeconds: 120, effectiveFrom: '2026-01-01', validUntil: '2027-12-31' };
  const brief = await putBrief(world, { authorId, ...usual, ...more });
  await test.database.write((tx) =>
    test.app.get(PolicyBriefEvents).tell(tx, 'published', [brief.id]),
  );
  return brief;
}

/** Takes a brief back, as the module that owns it does: state and event in one transaction. */
export async function withdraw(test: TestApp, id: string): Promise<void> {
  const endedAt = test.clock.now();
  await test.database.write(async (tx) => {
    await tx.update(PolicyBrief, { id }, { state: 'withdrawn', endedAt, reason: '有新规定' });
    await test.app.get(PolicyBriefEvents).tell(tx, 'withdrawn', [id]);
  });
}

/** A class that meets once a week, the first time `inDays` from now; its evenings by time. */
export async function weeklyClass(
  test: TestApp,
  world: World,
  { count, inDays = 1, ...more }: { count: number; inDays?: number } & Partial<NightClass>,
): Promise<{ classId: string; sessions: string[] }> {
  // no round that a brief has started may see the class half made
  await planDue(test);
  const first = addDays(dateOf(test.clock.now()), inDays);
  const startsAt = instantOf(first, '19:00');
  const made = await world.nightClass({ startsAt, sessionCount: count, ...more });
  const manager = test.database.reader.manager;
  const { id, roomId, teacherName } = await manager.findOneByOrFail(ClassSession, {
    classId: made.id,
  });
  const ids = [id, ...Array.from({ length: count - 1 }, () => newId())];
  const endsAt = instantOf(addDays(first, 7 * (count - 1)), '20:30');
  await test.database.write(async (tx) => {
    for (let i = 1; i < count; i++) {
      const day = addDays(first, 7 * i);
      await tx.insert(ClassSession, {
        ...{ id: ids[i]!, classId: made.id, roomId, teacherName, position: i + 1 },
        ...{ title: `第 ${i + 1} 课`, state: 'scheduled' },
        ...{ startsAt: instantOf(day, '19:00'), endsAt: instantOf(day, '20:30') },
      });
    }
    await tx.update(NightClass, { id: made.id }, { endsAt });
  });
  return { classId: made.id, sessions: ids };
}

/** Plans whatever is due; waits for what a change has started by itself. */
export const planDue = async (test: TestApp): Promise<void> => {
  await test.app.get(PrefaceWorker).tick();
  await test.app.get(PrefaceWorker).tick();
};

/** The queue of an evening as it stands in the database. */
export const queueOf = (test: TestApp, sessionId: string): Promise<PrefaceItem[]> =>
  test.database.reader.manager.find(PrefaceItem, {
    where: { sessionId },
    order: { position: 'ASC' },
  });
