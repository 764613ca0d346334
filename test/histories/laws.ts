import { seatsToGive } from '../../src/scheduling/night-class.rules';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import type { EnrollmentState } from '../../src/enrollment/enrollment.states';
import type { DecisionKind } from '../../src/enrollment/decision.entity';
import { Decision } from '../../src/enrollment/decision.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import type { TestApp } from '../support/app';

/** What the last decision about a place must have been for each state it can be in. */
const EXPLAINS: Partial<Record<EnrollmentState, DecisionKind[]>> = {
  applied: ['entered'],
  enrolled: ['seated', 'promoted', 'accepted', 'drawn'],
  waitlisted: ['queued'],
  offered: ['offered'],
  lapsed: ['lapsed'],
  withdrawn: ['withdrawn'],
  cancelled: ['cancelled'],
  not_drawn: ['not_drawn'],
};

/** Looks at a class and everybody in it. @throws Error with the law that is broken */
export async function uphold(test: TestApp, classId: string): Promise<void> {
  const reads = test.database.reader.manager;
  const c = await reads.findOneByOrFail(NightClass, { id: classId });
  const rows = await reads.findBy(Enrollment, { classId });
  const decisions = await reads.find(Decision, {
    where: { classId },
    order: { at: 'ASC', turn: 'ASC', id: 'ASC' },
  });
  seats(c, rows);
  queue(c, rows, test.clock.now());
  for (const row of rows) explained(row, decisions);
}

const count = (rows: readonly Enrollment[], ...states: EnrollmentState[]): number =>
  rows.filter((row) => states.includes(row.state)).length;

function seats(c: NightClass, rows: readonly Enrollment[]): void {
  const held = count(rows, 'enrolled', 'offered');
  law(held <= c.capacity, `${held} seats and offers of ${c.capacity}`);
  law(c.taken === held, `taken ${c.taken}, rows ${held}`);
  law(c.waiting === count(rows, 'waitlisted'), `waiting ${c.waiting} differs from the rows`);
  law(c.applied === count(rows, 'applied'), `applied ${c.applied} differs from the rows`);
  const live = rows.filter((row) =>
    ['applied', 'enrolled', 'waitlisted', 'offered'].includes(row.state),
  );
  law(new Set(live.map((row) => row.profileId)).size === live.length, 'a person twice');
}

function queue(c: NightClass, rows: readonly Enrollment[], now: Date): void {
  const numbers = rows.map((row) => row.queueNumber).filter((n) => n !== null);
  law(new Set(numbers).size === numbers.length, 'a queue number twice');
  const waiting = rows.filter((row) => row.state === 'waitlisted').map((row) => row.queueNumber!);
  const served = rows
    .filter((row) => ['enrolled', 'offered', 'lapsed'].includes(row.state))
    .map((row) => row.queueNumber ?? 0);
  law(Math.max(0, ...served) < Math.min(Infinity, ...waiting), 'somebody jumped the queue');
  const begun = now >= c.startsAt || c.state !== 'published';
  law(begun || waiting.length === 0 || seatsToGive(c, now) === 0, 'a seat is kept from the queue');
}

function explained(row: Enrollment, decisions: readonly Decision[]): void {
  const own = decisions.filter((one) => one.enrollmentId === row.id);
  const kinds = EXPLAINS[row.state] ?? [];
  law(
    own.some((one) => kinds.includes(one.kind)),
    `nothing explains ${row.state}`,
  );
  const ends = own.filter((one) => ['withdrawn', 'cancelled', 'lapsed'].includes(one.kind));
  law(ends.length <= 1, 'a place ended twice');
}

function law(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken);
}
