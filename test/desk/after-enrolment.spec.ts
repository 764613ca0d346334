import { newEntryCode } from '../../src/enrollment/entry-code';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import type { EnrollmentState } from '../../src/enrollment/enrollment.states';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { drawAt } from './list-support';

const NOW = instantOf('2026-11-24', '19:00');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

let test: TestApp;
let world: World;
let clerk: Learner;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const desk = () => `/schools/${world.schoolId}/desk`;
const classPage = (id: string) => `${desk()}/classes/${id}`;
const roster = (id: string) => `${classPage(id)}/roster`;

const get = (path: string) => test.browser().get(path).set('Cookie', `sid=${clerk.token}`);
const read = async (path: string): Promise<string> => (await get(path).expect(200)).text;

async function post(path: string, fields: object = {}) {
  const _csrf = csrfOf(await read('/profiles/new/family'));
  const agent = test.browser().post(path).set('Cookie', `sid=${clerk.token}`);
  return agent.type('form').send({ _csrf, ...fields });
}

/** A place that somebody new has in the class, counted there. */
async function place(c: NightClass, state: EnrollmentState = 'enrolled'): Promise<string> {
  const { accountId, profileId } = await world.learner();
  const waits = state === 'waitlisted';
  const row = { id: newId(), classId: c.id, accountId, profileId, state };
  const times = { enteredAt: ago(5_000), changedAt: ago(5_000), offerExpiresAt: null };
  const lot = { entryCode: state === 'applied' ? newEntryCode() : null, wish: null };
  const more = { channel: 'online' as const, queueNumber: waits ? 1 : null, reason: null };
  await test.database.write(async (tx) => {
    await tx.insert(Enrollment, { ...row, ...times, ...lot, ...more, drawRank: null });
    if (waits) await tx.increment(NightClass, { id: c.id }, 'waiting', 1);
    else if (state === 'enrolled') await tx.increment(NightClass, { id: c.id }, 'taken', 1);
  });
  return row.id;
}

const stateOf = async (id: string) =>
  (await test.database.reader.manager.findOneByOrFail(Enrollment, { id })).state;

let made = 0;
/** The room holds one class at a time. */
const begun = (minutes: number) => world.nightClass({ startsAt: ago(minutes + made++) });
const finished = () => begun(300);
const running = () => begun(30);

describe('the ways to enrol somebody at the desk', () => {
  it.each<[string, () => Promise<NightClass>, boolean]>([
    ['open', () => world.nightClass(), true],
    ['closed', () => world.nightClass({ startsInDays: 3, closesAt: ago(60) }), true],
    ['being drawn', drawing, false],
    ['not open yet', () => world.nightClass({ opensAt: ago(-60) }), false],
    ['running', running, false],
    ['finished', finished, false],
    ['cancelled', () => world.nightClass({ state: 'cancelled' }), false],
    ['postponed', () => world.nightClass({ state: 'postponed' }), false],
  ])('are linked for a class that is %s only where they work', async (_, make, works) => {
    const { id } = await make();
    for (const path of [classPage(id), roster(id)]) {
      const text = await read(path);
      expect([path, text.includes(`${classPage(id)}/enrollments/new`)]).toEqual([path, works]);
      expect([path, text.includes(`${classPage(id)}/enrollment-lists`)]).toEqual([path, works]);
    }
  });

  async function drawing() {
    const window = { opensAt: ago(9_000), closesAt: ago(1) };
    const drawId = await drawAt(test, window);
    return world.nightClass({ ...window, admission: 'draw', drawId });
  }
});

describe('taking a place', () => {
  it('ends with the class: who came is history', async () => {
    const c = await finished();
    const id = await place(c);
    const path = `${desk()}/enrollments/${id}/cancellation`;
    expect(await read(roster(c.id))).not.toContain(path);
    const page = await read(path);
    expect(page).toContain('这个班已经结课，名单不再改动');
    expect(page).not.toContain('<textarea');
    const answer = await post(path, { reason: '本人来电说不来了' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('这个班已经结课，名单不再改动');
    expect(await stateOf(id)).toBe('enrolled');
  });

  it('promises a seat only to a queue that is still served', async () => {
    const c = await running();
    const [id, waiting] = [await place(c), await place(c, 'waitlisted')];
    const path = `${desk()}/enrollments/${id}/cancellation`;
    expect(await read(roster(c.id))).toContain(path);
    const page = await read(path);
    expect(page).toContain('已经开课，空出的名额不再递补');
    expect(page).not.toContain('候补的人');
    expect((await post(path, { reason: '本人来电说不来了' })).status).toBe(303);
    expect([await stateOf(id), await stateOf(waiting)]).toEqual(['cancelled', 'waitlisted']);
  });

  it.each<[EnrollmentState, boolean, string]>([
    ['enrolled', true, '取消后名额马上轮到候补的人'],
    ['enrolled', false, '取消后名额空出来'],
    ['waitlisted', true, '取消后不再排候补'],
    ['applied', false, '取消后不再参加摇号'],
  ])('says what becomes of a place that is %s (others wait: %s)', async (state, queue, words) => {
    const c = await world.nightClass({ capacity: 1 });
    const id = await place(c, state);
    if (queue && state !== 'waitlisted') await place(c, 'waitlisted');
    expect(await read(`${desk()}/enrollments/${id}/cancellation`)).toContain(words);
  });
});

it('explains 记未到 only where somebody can still be noted', async () => {
  const c = await finished();
  const id = await place(c);
  expect(await read(roster(c.id))).toContain('没有来的点“记未到”');
  expect((await post(`${desk()}/enrollments/${id}/no-show`)).status).toBe(303);
  const text = await read(roster(c.id));
  expect(text).toContain('撤回未到');
  expect(text).not.toContain('没有来的点“记未到”');
});
