import { Drawing } from '../../src/draws/drawing.service';
import { Decision } from '../../src/enrollment/decision.entity';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { PlaceNews } from '../../src/enrollment/place-news.entity';
import { Halting } from '../../src/scheduling/halting.service';
import { Draws } from '../../src/scheduling/draws.service';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { instantOf, isoWithOffset, momentText } from '../../src/shared/kernel/shanghai';
import { countStatements, csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '19:00');
const HOUR = 3_600_000;
const hours = (n: number) => new Date(NOW.getTime() + n * HOUR);

let test: TestApp;
let world: World;
let drawId: string;
let classes: NightClass[];
let windows = 0;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
});
afterAll(() => test.stop());
beforeEach(async () => {
  test.clock.set(NOW);
  const window = {
    opensAt: hours(0.1),
    closesAt: new Date(hours(25).getTime() + windows++ * 1000),
  };
  drawId = await test.database.write((tx) => test.app.get(Draws).forWindow(tx, window));
  const more = { admission: 'draw' as const, drawId, capacity: 1, minimum: 1, ...window };
  const rules = { priorities: 'senior:seats:1' };
  classes = [
    await world.nightClass({ ...more, ...rules, title: '剪纸', startsInDays: 10 + windows }),
    await world.nightClass({ ...more, title: '合唱', startsInDays: 40 + windows }),
  ];
  test.clock.set(hours(2));
});

const as = (one: Learner, path: string) =>
  test.browser().get(path).set('Cookie', `sid=${one.token}`);

/** Sends a form of a page with the fields, as a person who may have typed anything. */
async function send(one: Learner, path: string, fields: object, from = path) {
  const _csrf = csrfOf((await as(one, from)).text);
  const sent = test.browser().post(path).set('Cookie', `sid=${one.token}`).type('form');
  return sent.send({ ...fields, _csrf });
}

const enter = (one: Learner, c: NightClass, fields = {}) =>
  send(one, `/classes/${c.id}/enrollments`, fields, `/classes/${c.id}`);

const entriesOf = (one: Learner) =>
  test.database.reader.manager.find(Enrollment, {
    where: { profileId: one.profileId },
    order: { wish: 'ASC' },
  });

it('refuses an entry that claims a priority group, a code or a wish, in words', async () => {
  const young = await world.learner({ ageBand: 'a18_35' });
  for (const claim of [{ group: 'senior' }, { entryCode: 'AAAAAAAA' }, { wish: '0' }]) {
    const answer = await enter(young, classes[0]!, claim);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('表单里有不认识的内容');
  }
  expect(await entriesOf(young)).toEqual([]);
});

it('goes by the profile: who is young gets no seat that is kept for the old', async () => {
  const [young, old] = [await world.learner({ ageBand: 'a18_35' }), await world.learner()];
  for (const one of [young, old]) expect((await enter(one, classes[0]!)).status).toBe(303);
  test.clock.set(hours(26));
  await test.app.get(Drawing).hold(drawId);
  expect((await entriesOf(old))[0]).toMatchObject({ state: 'enrolled' });
  expect((await entriesOf(young))[0]).toMatchObject({ state: 'waitlisted', queueNumber: 1 });
});

it('refuses an entry that comes late, in words, and explains it for ever', async () => {
  const late = await world.learner();
  test.clock.set(classes[0]!.closesAt);
  const answer = await enter(late, classes[0]!);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('报名已经截止，正在摇号');
  const rows = await test.database.reader.manager.findBy(Decision, { profileId: late.profileId });
  expect(rows).toMatchObject([{ kind: 'refused', words: '报名已经截止，正在摇号，结果马上公布' }]);
});

it('says in public and to the person why a better rank has no seat', async () => {
  const young = await world.learners(5, { ageBand: 'a18_35' });
  const old = await world.learner();
  for (const one of young) await enter(one, classes[0]!);
  for (const c of classes) await enter(old, c);
  test.clock.set(hours(26));
  await test.app.get(Drawing).hold(drawId);
  const [here, there] = await entriesOf(old);
  const { text } = await test.browser().get(`/draws/${drawId}`).expect(200);
  const resultOf = ({ drawRank, entryCode }: Enrollment, c: NightClass) =>
    new RegExp(
      `aria-labelledby="class-${c.id}"[^]*?<td class="num">${drawRank}</td><th scope="row" class="num">${entryCode}</th><td>(.*?)</td>`,
    )
      .exec(text)![1]!
      .replaceAll(/<[^>]+>/g, ' ');
  const rank = here!.drawRank!;
  expect(resultOf(here!, classes[0]!)).toBe(rank === 1 ? '中签' : '中签  优先名额 ');
  expect(resultOf(there!, classes[1]!)).toBe('未中签  已中别的志愿 ');
  for (const one of young) {
    const [row] = await entriesOf(one);
    expect(resultOf(row!, classes[0]!)).toBe('未中签');
    const why = (await as(one, `/enrollments/${row!.id}`)).text;
    const said = '名次在后面的 1 人用优先名额中签';
    expect(why.includes(said)).toBe(row!.drawRank! < rank);
  }
});

it('says of a postponed class that nothing was drawn, and to its entrants what becomes of them', async () => {
  const learner = await world.learner();
  const place = (await enter(learner, classes[1]!)).headers['location']!;
  const halt = { siteId: world.siteId, actorId: learner.accountId, reason: '教室检修' };
  await test.app.get(Halting).postpone({ ...halt, classId: classes[1]!.id });
  const page = (await as(learner, place)).text;
  expect(page).toContain('已延期，摇号的报名为您保留');
  expect(page).toContain('摇号时要是还没定，就只按名次排候补');
  expect(page).not.toContain('截止时自动摇号，结果在这里看');
  test.clock.set(hours(26));
  await test.app.get(Drawing).hold(drawId);
  const { text } = await test.browser().get(`/draws/${drawId}`).expect(200);
  expect(text).toContain('1 人参加，当时没有名额可摇，按名次排候补');
});

it('tells classes of one title apart by their first evening', async () => {
  const window = { opensAt: classes[0]!.opensAt, closesAt: classes[0]!.closesAt };
  const [first, second] = [
    instantOf('2027-01-06', `${10 + windows}:00`),
    instantOf('2027-01-07', `${10 + windows}:30`),
  ];
  const more = { admission: 'draw' as const, drawId, title: '国学', capacity: 1, ...window };
  for (const startsAt of [first, second]) await world.nightClass({ ...more, startsAt });
  const made = await test.database.reader.manager.find(NightClass, {
    where: { drawId, title: '国学' },
    order: { startsAt: 'ASC' },
  });
  const [one, other] = [await world.learner(), await world.learner()];
  for (const c of made) for (const who of [one, other]) await enter(who, c);
  const whens = [first, second].map((at) => momentText(at, hours(2)));
  expect(whens[0]).toMatch(/^2027年1月6日 周三 \d\d:00$/);
  const wishes = `/enrollments/${(await entriesOf(one))[0]!.id}/wishes`;
  for (const path of [wishes, '/draws', `/draws/${drawId}`]) {
    const { text } = await as(one, path).expect(200);
    for (const when of whens) expect(text).toContain(`第一节 ${when}`);
  }
  test.clock.set(hours(26));
  await test.app.get(Drawing).hold(drawId);
  const rows = [...(await entriesOf(one)), ...(await entriesOf(other))];
  const news = [(await as(one, '/my')).text, (await as(other, '/my')).text].join('');
  const drawn = rows.filter(({ state }) => state === 'enrolled');
  expect(drawn.length).toBeGreaterThan(0);
  const lost = await test.database.reader.manager.findBy(PlaceNews, { kind: 'notDrawn' });
  for (const { enrollmentId } of lost.filter((n) => rows.some(({ id }) => id === n.enrollmentId))) {
    const { classId } = rows.find(({ id }) => id === enrollmentId)!;
    const at = made.find(({ id }) => id === classId)!.startsAt;
    expect(news).toContain(`${momentText(at, hours(26))} 开课的那个班`);
  }
});

it('offers the check on the spot only where it can run', async () => {
  await enter(await world.learner(), classes[0]!);
  test.clock.set(hours(26));
  await test.app.get(Drawing).hold(drawId);
  const { text } = await test.browser().get(`/draws/${drawId}`).expect(200);
  // the script shows both; without it neither is there
  expect(text).toMatch(/<p data-check hidden>按下面的按钮/);
  expect(text).toMatch(/<button [^>]*data-check hidden>/);
  expect(text.replaceAll(/<(p|button) [^>]*hidden>.*?<\/\1>/g, '')).not.toMatch(/按钮|也可以/);
});

it('calls leaving a draw by its name, and says that one may come back until the deadline', async () => {
  const learner = await world.learner();
  const place = (await enter(learner, classes[0]!)).headers['location']!;
  const asks = await as(learner, `${place}/withdrawal`);
  expect(asks.text).toContain('退出后不参加这次摇号');
  expect(asks.text).toContain('截止前想参加，还可以再报，机会一样');
  expect(asks.text).not.toContain('给下一位');
  await send(learner, `${place}/withdrawal`, {});
  for (const path of [place, '/my']) {
    const { text } = await as(learner, path).expect(200);
    expect(text).toContain('已退出摇号');
    expect(text).not.toContain('已退课');
  }
  expect((await enter(learner, classes[0]!)).headers['location']).not.toBe(place);
});

it('puts wishes in order until the deadline, and nobody puts those of others', async () => {
  const learner = await world.learner();
  for (const c of classes) await enter(learner, c);
  const [first, second] = await entriesOf(learner);
  const path = `/enrollments/${second!.id}/wishes`;
  expect((await send(learner, path, { direction: 'up' })).status).toBe(303);
  expect((await entriesOf(learner)).map(({ id }) => id)).toEqual([second!.id, first!.id]);
  expect((await send(learner, path, { direction: 'top' })).status).toBe(422);
  const stranger = await world.learner();
  await as(stranger, path).expect(404);
  expect((await send(stranger, path, { direction: 'down' }, '/profiles')).status).toBe(404);
  test.clock.set(classes[0]!.closesAt);
  const late = await send(learner, path, { direction: 'down' });
  expect(late.status).toBe(422);
  expect(late.text).toContain('报名已经截止，志愿不能再改');
  expect((await entriesOf(learner))[0]!.id).toBe(second!.id);
});

it('keeps the seed and the list to itself until the draw is held', async () => {
  await enter(await world.learner(), classes[0]!);
  const page = await test.browser().get(`/draws/${drawId}`).expect(200);
  expect(page.text).toContain('还没有摇号');
  for (const file of ['list.txt', 'results.csv'])
    await test.browser().get(`/draws/${drawId}/${file}`).expect(404);
  await test.browser().get('/draws/nothing').expect(404);
  expect((await test.browser().get('/draws').expect(200)).text).toContain('剪纸');
});

it('says on the class page how it is decided, with as many questions as for any other', async () => {
  const learner = await world.learner();
  const path = `/classes/${classes[0]!.id}`;
  const { text } = await as(learner, path);
  expect(text).toContain('60 岁以上的人优先 1 个名额（是保底，不是上限）');
  expect(text).toContain('报名摇号');
  expect(text).toContain(`/draws/${drawId}`);
  await enter(learner, classes[0]!);
  expect((await as(learner, path)).text).toContain('已参加摇号，看签号');
  expect(await countStatements(() => as(learner, path))).toBeLessThanOrEqual(4);
});

it('does not hurry anybody who comes before the window', async () => {
  test.clock.set(NOW);
  const early = await enter(await world.learner(), classes[0]!);
  expect(early.status).toBe(422);
  expect(early.text).toContain('不分先后，摇号决定');
  expect(early.text).toContain('截止前什么时候报都一样，早报不占便宜；截止时自动摇号');
  expect(early.text).toContain('data-open-label="报名摇号"');
  expect(early.text).not.toMatch(/按夜校收到的先后|到点按一次|都在网上报/);
});

it('tells programs that it is drawn, how, and whom it puts first', async () => {
  await enter(await world.learner(), classes[0]!);
  const { body } = await test.browser().get(`/classes/${classes[0]!.id}.json`).expect(200);
  expect(body).toMatchObject({
    ...{ admission: 'draw', seatsLeft: 0, seats: { capacity: 1, entered: 1 } },
    rules: {
      draw: {
        ...{ held: false, seats: 1, wishLimit: 5 },
        drawnAt: isoWithOffset(classes[0]!.closesAt),
        priorities: [{ group: 'senior', kind: 'seats', n: 1 }],
        commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        url: expect.stringContaining(`/draws/${drawId}`) as string,
      },
    },
  });
  const first = await test.browser().get(`/classes/${(await world.nightClass()).id}.json`);
  expect(first.body).toMatchObject({
    admission: 'first_come',
    seatsLeft: 10,
    rules: { draw: null },
  });
  test.clock.set(hours(26));
  await test.app.get(Drawing).hold(drawId);
  const after = await test.browser().get(`/classes/${classes[1]!.id}.json`);
  expect(after.body).toMatchObject({ seatsLeft: 1, rules: { draw: { held: true, seats: null } } });
});

it('shows the decisions of a place to its learner and to the auditor alike, with a masked name', async () => {
  // staff are signed out when they were away as long as the other tests wait
  test.clock.set(hours(0.1));
  const [learner, auditor] = [await world.learner(), await world.staff('auditor')];
  const { headers } = await enter(learner, classes[0]!);
  for (const [one, name] of [
    [learner, '李秀兰'],
    [auditor, '李*兰'],
  ] as const) {
    const { text } = await as(one, headers['location']!).expect(200);
    expect(text).toMatch(/11月24日 19:06:00\.000<\/time><br><b>参加了摇号/);
    expect(text).toContain(name);
  }
  const roster = `/schools/${world.schoolId}/desk/classes/${classes[0]!.id}/roster`;
  expect((await as(auditor, roster)).text).toContain(headers['location']!);
});
