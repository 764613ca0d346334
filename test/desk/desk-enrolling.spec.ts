import { Decision } from '../../src/enrollment/decision.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Account } from '../../src/identity/account.entity';
import { Consent } from '../../src/identity/consent.entity';
import { Profile } from '../../src/identity/profile.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { Clerk, drawAt } from './list-support';

const NOW = instantOf('2026-11-24', '19:00');
const hours = (n: number): Date => new Date(NOW.getTime() + n * 3_600_000);

let test: TestApp;
let world: World;
let clerk: Learner;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

let phones = 19_600_000_000;
const newcomer = (name: string) => ({ name, phone: String(phones++) });
const all = () => test.database.reader.manager;
const formOf = (classId: string) =>
  `/schools/${world.schoolId}/desk/classes/${classId}/enrollments/new`;

async function read(path: string): Promise<string> {
  const answer = await test.browser().get(path).set('Cookie', `sid=${clerk.token}`);
  return answer.text;
}

/** Sends the form; what the next page says, or why not. */
async function enroll(classId: string, who: { name: string; phone: string }, key = newId()) {
  const browser = test.browser();
  const cookie = `sid=${clerk.token}`;
  const form = await browser.get(formOf(classId)).set('Cookie', cookie);
  const fields = { _csrf: csrfOf(form.text), actionKey: key, ageBand: 'a60_plus', consent: '1' };
  const action = formOf(classId).replace('/new', '');
  const post = browser.post(action).set('Cookie', cookie).type('form');
  const answer = await post.send({ ...fields, ...who });
  if (answer.status !== 303) return { status: answer.status, said: answer.text };
  const next = await browser.get(answer.headers['location']!).set('Cookie', cookie);
  return { status: 303, said: /role="status"[^>]*>([^]*?)<\/(p|div)>/.exec(next.text)?.[1] ?? '' };
}

async function drawn(more: Partial<NightClass>): Promise<NightClass> {
  const window = { opensAt: hours(-90), closesAt: instantOf('2026-11-30', '21:00') };
  const drawId = await drawAt(test, window);
  return world.nightClass({ ...window, startsInDays: 12, admission: 'draw', drawId, ...more });
}

describe('what the desk is told', () => {
  it('says before the press that seats are drawn, and after it that a lot is no seat', async () => {
    const { id } = await drawn({ capacity: 5, deskQuota: 1 });
    expect(await read(formOf(id))).toContain(
      '11月30日 周一 21:00 截止后摇 4 个，已有 0 人参加。现场名额还有 1 位',
    );
    expect((await enroll(id, newcomer('赵一'))).said).toContain('赵* 报上了');
    const text = await read(formOf(id));
    expect(text).toContain('现在没有现场名额，代报名就是参加摇号');
    expect(await read(formOf(id).replace('enrollments/new', 'enrollment-lists'))).toContain(
      '现在没有现场名额，代报名就是参加摇号',
    );
    const second = newcomer('钱二');
    const first = (await enroll(id, second)).said;
    expect(first).toContain('钱* 参加了摇号，还没有名额');
    expect(first).not.toContain('报上了');
    expect((await enroll(id, second)).said).toContain(
      '钱* 早就报过，没有重复报名，现在是：参加了摇号，还没有名额',
    );
    expect(await new Clerk(test, clerk, world.schoolId, id).read(listed(second))).toMatchObject({
      fates: ['已经报过 参加了摇号，还没有名额'],
    });
  });

  it('says the place in the queue, new and known', async () => {
    const { id } = await world.nightClass({ capacity: 1 });
    const [seated, queued] = [newcomer('孙一'), newcomer('李二')];
    await enroll(id, seated);
    expect((await enroll(id, queued)).said).toContain('李* 排在候补第 1 位');
    expect((await enroll(id, queued)).said).toContain('没有重复报名，现在是：候补第 1 位');
    expect((await enroll(id, seated)).said).toContain('没有重复报名，现在是：已报名');
    expect(await read(formOf(id))).not.toContain('摇号');
  });

  it('says of an offered seat that it is lost when nobody confirms it, and by when', async () => {
    const { id } = await world.nightClass({ startsInDays: 0.9, capacity: 1 });
    const who = newcomer('周一');
    await enroll(id, who);
    const offer = { state: 'offered' as const, offerExpiresAt: hours(1.5) };
    await test.database.write((tx) => tx.update(Enrollment, { classId: id }, offer));
    const words = '有一个名额等本人确认，要在 11月24日 周二 20:30 前到“我的夜校”点“确认入班”';
    expect((await enroll(id, who)).said).toContain(`没有重复报名，现在是：${words}`);
    const { fates } = await new Clerk(test, clerk, world.schoolId, id).read(listed(who));
    expect(fates).toEqual([`已经报过 ${words}，过时给下一位`]);
  });

  it('says what became of the place when an old form is sent again', async () => {
    const { id } = await world.nightClass();
    const who = newcomer('吴一');
    const key = newId();
    await enroll(id, who, key);
    const gone = { state: 'cancelled' as const };
    await test.database.write((tx) => tx.update(Enrollment, { classId: id }, gone));
    expect((await enroll(id, who, key)).said).toContain('没有重复报名，现在是：已被取消');
  });

  const listed = ({ name, phone }: { name: string; phone: string }) => `${name} ${phone} 65岁`;
});

describe('somebody who gets nothing', () => {
  const kept = () =>
    Promise.all([Account, Profile, Consent, AuditEntry].map((one) => all().count(one as never)));

  it.each<[string, () => Promise<NightClass>, string]>([
    ['a class that is over', () => world.nightClass({ startsAt: hours(-3) }), '报名已经结束'],
    ['a class not open yet', () => world.nightClass({ opensAt: hours(1) }), '开放报名'],
    ['a class that is cancelled', () => world.nightClass({ state: 'cancelled' }), '已经取消'],
  ])('leaves no trace when refused by %s', async (_, make, why) => {
    const { id } = await make();
    const family = await world.learner();
    const before = await kept();
    for (const who of [newcomer('郑一'), { name: '郑家人', phone: family.phone }]) {
      const { status, said } = await enroll(id, who);
      expect(status).toBe(422);
      expect(said).toContain(why);
    }
    expect(await kept()).toEqual(before);
  });

  it('gives no consent either, when known', async () => {
    const { id } = await world.nightClass({ startsAt: hours(-6) });
    const known = await world.learner({ name: '王秀英', consented: false });
    const before = await kept();
    expect((await enroll(id, { name: '王秀英', phone: known.phone })).status).toBe(422);
    expect(await kept()).toEqual(before);
  });

  it('reads later why, when known: the refusal is a decision', async () => {
    const { id } = await world.nightClass({ startsAt: hours(-9) });
    const known = await world.learner({ name: '王秀英' });
    const { status, said } = await enroll(id, { name: '王秀英', phone: known.phone });
    expect([status, said.includes('报名已经结束')]).toEqual([422, true]);
    expect(await all().findBy(Decision, { classId: id })).toMatchObject([
      { kind: 'refused', profileId: known.profileId, actorId: clerk.accountId },
    ]);
  });

  it('sees beside the phone what is wrong with it', async () => {
    const { id } = await world.nightClass();
    const closed = await world.learner();
    const disabledAt = hours(-1);
    await test.database.write((tx) => tx.update(Account, { id: closed.accountId }, { disabledAt }));
    const { status, said } = await enroll(id, { name: '冯一', phone: closed.phone });
    expect(status).toBe(422);
    expect(said).toMatch(/id="phone-error"[^>]*>[^]*?这个手机号的账号已停用/);
  });
});
