import { Enrolling } from '../../src/enrollment/enrolling.service';
import { instant } from '../../src/shared/database/columns';
import { QueueFull } from '../../src/shared/kernel/batcher';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { sql } from '../../src/shared/database/sql';
import { sha256 } from '../../src/shared/kernel/ids';
import { startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const OPENING = instantOf('2026-11-24', '10:00');
const before = (minutes: number): Date => new Date(OPENING.getTime() - minutes * 60_000);

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await startApp({ now: before(60), env: { THROTTLE: 'on' } });
  world = await World.make(test.database, before(60));
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set(before(10)));

const notYetOpen = (capacity = 10) => world.nightClass({ opensAt: OPENING, capacity });

const see = (path: string, one?: Learner) => {
  const asked = test.browser().get(path);
  return one ? asked.set('Cookie', `sid=${one.token}`) : asked;
};

/** The fields of the form on the page, as a browser sends them. */
async function formOn(path: string, one: Learner): Promise<Record<string, string>> {
  const { text } = await see(path, one).expect(200);
  const fields = [
    ...text.matchAll(/<input type="hidden" name="(_csrf|actionKey)" value="([^"]+)"/g),
  ];
  if (fields.length === 0) throw new Error('no form on this page');
  return Object.fromEntries(fields.map((field) => [field[1]!, field[2]!]));
}

const send = (classId: string, one: Learner, body: object, accept = 'text/html') =>
  test
    .browser()
    .post(`/classes/${classId}/enrollments`)
    .set('Cookie', `sid=${one.token}`)
    .set('Accept', accept)
    .type('form')
    .send(body);

describe('the page of an opening', () => {
  it('is where the class page leads until the class opens', async () => {
    const { id } = await notYetOpen();
    const one = await world.learner();
    expect((await see(`/classes/${id}`, one)).text).toContain(`/classes/${id}/opening`);
    test.clock.set(OPENING);
    expect((await see(`/classes/${id}`, one)).text).not.toContain(`/classes/${id}/opening`);
    const late = await see(`/classes/${id}/opening`).expect(303);
    expect(late.headers.location).toBe(`/classes/${id}`);
  });

  it('tells the time of the server, what is left, and how to be ready', async () => {
    const { id } = await notYetOpen();
    test.clock.set(new Date(OPENING.getTime() - 125_000));
    const { text, headers } = await see(`/classes/${id}/opening`).expect(200);
    expect(text).toContain('09:57:55');
    expect(text).toContain('还有 2 分 5 秒');
    expect(text).toContain(`data-opens-at="${OPENING.getTime()}"`);
    expect(text).toMatch(/sign-in\?next[^"]*\/classes\/[\w-]+\/opening/);
    expect(headers['cache-control']).toContain('no-store');
  });

  it('has the button half an hour before, and says so earlier', async () => {
    const { id } = await notYetOpen();
    const one = await world.learner();
    test.clock.set(before(31));
    const early = (await see(`/classes/${id}/opening`, one)).text;
    expect(early).toContain('09:30 起');
    expect(early).not.toContain('data-open-label');
    test.clock.set(before(30));
    expect((await see(`/classes/${id}/opening`, one)).text).toContain('data-open-label');
  });

  it('takes the press from the second of opening on, with the form fetched before', async () => {
    const { id } = await notYetOpen(1);
    const [one, other] = await world.learners(2);
    const form = await formOn(`/classes/${id}/opening`, one!);
    const others = await formOn(`/classes/${id}/opening`, other!);
    test.clock.set(new Date(OPENING.getTime() - 1));
    const early = await send(id, one!, form).expect(422);
    expect(early.text).toContain('还没到时间，夜校的钟现在是 09:59:59，10:00 开放');
    expect(early.text).toContain('data-open-label');
    test.clock.set(OPENING);
    expect((await send(id, one!, form).expect(303)).headers.location).toMatch(/^\/enrollments\//);
    const second = await send(id, other!, others, 'application/json').expect(201);
    expect(second.body).toMatchObject({ state: 'waitlisted', position: 1 });
  });

  it('shows beforehand what would refuse the press', async () => {
    const { id } = await notYetOpen();
    const one = await world.learner({ consented: false });
    const { text } = await see(`/classes/${id}/opening`, one);
    expect(text).toContain('class="reasons"');
    expect(text).toMatch(/data-open-label="报名" disabled/);
  });

  it('carries a session that would end during the rush over it', async () => {
    const { id } = await notYetOpen();
    const one = await world.learner();
    await endsAt(one, new Date(OPENING.getTime() + 60_000));
    const { headers } = await see(`/classes/${id}/opening`, one).expect(200);
    expect(String(headers['set-cookie'])).toContain(`sid=${one.token}`);
    const row = await test.database.one<{ expires_at: unknown }>(
      sql`SELECT expires_at FROM session WHERE id_hash = ${sha256(one.token)}`,
    );
    expect(instant(row!.expires_at)).toEqual(new Date(OPENING.getTime() + 2 * 3_600_000));
  });
});

const endsAt = (one: Learner, at: Date): Promise<unknown> =>
  test.database.write((tx) =>
    test.database.execute(
      tx,
      sql`UPDATE session SET expires_at = ${at} WHERE id_hash = ${sha256(one.token)}`,
    ),
  );

describe('too many at once', () => {
  it('keeps the press in a waiting room that sends it again', async () => {
    const { id } = await world.nightClass();
    const one = await world.learner();
    const form = await formOn(`/classes/${id}`, one);
    const full = jest
      .spyOn(test.app.get(Enrolling), 'enroll')
      .mockRejectedValueOnce(new QueueFull());
    const { text, headers } = await send(id, one, form).expect(503);
    full.mockRestore();
    expect(headers['retry-after']).toBe('5');
    expect(text).toContain(`action="/classes/${id}/enrollments"`);
    expect(text).toContain(`name="actionKey" value="${form.actionKey}"`);
    expect(text).toContain('data-retry="5"');
    expect(text).toContain('报名还没有办');
    await send(id, one, form).expect(303);
  });

  it('stops an account that presses without end, and nobody else', async () => {
    const { id } = await world.nightClass();
    const [bot, other] = await world.learners(2);
    const form = await formOn(`/classes/${id}`, bot!);
    for (let i = 0; i < 20; i++) expect((await send(id, bot!, form)).status).toBe(303);
    const stopped = await send(id, bot!, form).expect(429);
    expect(stopped.headers['retry-after']).toBe('10');
    expect(stopped.text).toContain('一个账号按得太快');
    await send(id, other!, await formOn(`/classes/${id}`, other!)).expect(303);
    test.clock.set(new Date(before(10).getTime() + 10_000));
    await send(id, bot!, form).expect(303);
  });
});
