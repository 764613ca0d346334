import fc from 'fast-check';
import { Drawing } from '../../src/draws/drawing.service';
import { DrawWorker } from '../../src/draws/draw.worker';
import { Enrolling, NotAdmitted } from '../../src/enrollment/enrolling.service';
import { EnrollmentMail } from '../../src/enrollment/enrollment.mail';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { QueueWorker } from '../../src/enrollment/queue.worker';
import { Releasing } from '../../src/enrollment/releasing.service';
import { Withdrawing } from '../../src/enrollment/withdrawing.service';
import { Draws } from '../../src/scheduling/draws.service';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { NightClassEvents } from '../../src/scheduling/night-class.events';
import { RuleViolation } from '../../src/shared/kernel/rule-violation';
import type { TestApp } from '../support/app';
import type { Learner, World } from '../support/world';

const HOUR = 3_600_000;

/** One thing that happens; `who` is a learner by number. */
export type Step =
  | { do: 'enter'; who: number; channel: 'online' | 'desk' }
  | { do: 'withdraw' | 'accept' | 'remove'; who: number }
  | { do: 'capacity'; seats: number }
  | { do: 'clock'; hours: number }
  | { do: 'die'; who: number }
  | { do: 'cancel' };

export interface History {
  draw: boolean;
  capacity: number;
  deskQuota: number;
  /** Hours from now to the first session. */
  startsIn: number;
  steps: Step[];
}

export const PEOPLE = 6;

const who = fc.nat({ max: PEOPLE - 1 });
const channel = fc.constantFrom('online' as const, 'online' as const, 'desk' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('enter' as const), who, channel }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('withdraw', 'accept', 'remove'), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('capacity'), seats: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('clock'), hours: fc.constantFrom(-2, 1, 2, 3, 12, 25) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), who }) },
  { weight: 1, arbitrary: fc.constant({ do: 'cancel' as const }) },
);

export const histories: fc.Arbitrary<History> = fc.record({
  draw: fc.boolean(),
  capacity: fc.integer({ min: 1, max: 4 }),
  deskQuota: fc.nat({ max: 1 }),
  startsIn: fc.constantFrom(20, 30, 60),
  steps: fc.array(step, { minLength: 4, maxLength: 14 }),
});

/** Plays histories, each on a class of its own, through the same services as the pages. */
export class Stage {
  private played = 0;

  constructor(
    private readonly test: TestApp,
    private readonly world: World,
    private readonly people: readonly Learner[],
    private readonly begin: Date,
  ) {}

  /** @param look is called after every step */
  async play(history: History, look: (classId: string) => Promise<void>): Promise<void> {
    this.test.clock.set(this.begin);
    const { id } = await this.classOf(history);
    for (const one of history.steps) {
      await this.take(id, one);
      await look(id);
    }
    await this.take(id, { do: 'cancel' });
    await look(id);
  }

  private async classOf({ draw, capacity, deskQuota, startsIn }: History): Promise<NightClass> {
    const at = (hours: number) => new Date(this.begin.getTime() + hours * HOUR + this.played);
    this.played += 1;
    const window = { opensAt: at(draw ? 0.5 : -1), closesAt: at(draw ? 6 : startsIn - 1) };
    const drawId = draw
      ? await this.test.database.write((tx) => this.test.app.get(Draws).forWindow(tx, window))
      : null;
    const more = { ...window, capacity, deskQuota, drawId, startsAt: at(startsIn) };
    const made = await this.world.nightClass({ ...more, admission: draw ? 'draw' : 'first_come' });
    if (draw) this.test.clock.set(at(1));
    return made;
  }

  /** A refusal is part of life; anything else that is thrown fails the history. */
  private async take(classId: string, one: Step): Promise<void> {
    try {
      await this.act(classId, one);
    } catch (error) {
      const refused = error instanceof RuleViolation || error instanceof NotAdmitted;
      if (!refused && (error as Error).message !== DIES) throw error;
    }
  }

  private async act(classId: string, one: Step): Promise<void> {
    const { app, database } = this.test;
    if (one.do === 'enter') return this.enter(classId, one.who, one.channel);
    if (one.do === 'clock') return this.pass(one.hours);
    if (one.do === 'die') return this.dieWhile(() => this.enter(classId, one.who, 'online'));
    if (one.do === 'cancel')
      return database.write(async (tx) => {
        await tx.update(NightClass, { id: classId }, { state: 'cancelled', reason: '停电' });
        await app.get(NightClassEvents).tell(tx, 'cancelled', classId, '停电');
      });
    if (one.do === 'capacity') return this.resize(classId, one.seats);
    const { profileId, accountId } = this.people[one.who]!;
    const row = await database.reader.manager.findOne(Enrollment, {
      where: { classId, profileId },
      order: { enteredAt: 'DESC', id: 'DESC' },
    });
    if (!row) return;
    const releasing = app.get(Releasing);
    if (one.do === 'withdraw') await app.get(Withdrawing).withdraw(row.id, accountId, true);
    if (one.do === 'accept') await releasing.accept(row.id, accountId);
    if (one.do === 'remove') await releasing.cancel(row.id, accountId, '名单核对有误');
  }

  private async enter(classId: string, at: number, by: 'online' | 'desk'): Promise<void> {
    const { profileId, accountId } = this.people[at]!;
    const press = { actorId: accountId, channel: by, actionKey: null, requestHash: '' };
    await this.test.app.get(Enrolling).enroll({ classId, profileId, accountId, ...press });
  }

  /** The clock jumps, also backwards, and the workers come by, twice at once. */
  private async pass(hours: number): Promise<void> {
    const { app, clock } = this.test;
    clock.set(new Date(clock.now().getTime() + hours * HOUR));
    const rounds = [app.get(DrawWorker).round(), app.get(QueueWorker).round()];
    await Promise.all([...rounds, app.get(QueueWorker).round(), app.get(Drawing).hold('none')]);
  }

  /** As the desk does it: never below those seated; more seats go to the queue. */
  private async resize(classId: string, seats: number): Promise<void> {
    const { app, database } = this.test;
    await database.write(async (tx) => {
      const found = await tx.findOneByOrFail(NightClass, { id: classId });
      if (found.taken > seats || found.state !== 'published') return;
      await tx.update(NightClass, { id: classId }, { capacity: seats });
      await app.get(NightClassEvents).tell(tx, 'adjusted', classId, '', ['capacity']);
    });
  }

  /** The process ends after everything was written and before it was committed. */
  private async dieWhile(work: () => Promise<void>): Promise<void> {
    const mail = this.test.app.get(EnrollmentMail);
    const dying = jest.spyOn(mail, 'aboutEntries').mockRejectedValue(new Error(DIES));
    try {
      await work();
    } finally {
      dying.mockRestore();
    }
  }
}

const DIES = 'the process dies here';
