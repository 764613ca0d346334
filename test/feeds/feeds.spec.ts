import ICAL from 'ical.js';
import { Withdrawing } from '../../src/enrollment/withdrawing.service';
import { feedToken } from '../../src/feeds/feed-token';
import { ClassSession } from '../../src/scheduling/class-session.entity';
import { Halting } from '../../src/scheduling/halting.service';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { Resuming } from '../../src/scheduling/resuming.service';
import { newId } from '../../src/shared/kernel/ids';
import { dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import { Site } from '../../src/sites/site.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { visitsOf } from '../support/visits';
import { Learner, World } from '../support/world';

const NOW = instantOf('2026-11-24', '12:00');

let test: TestApp;
let world: World;
let clerk: Learner;
const { get, read, post, enrol } = visitsOf(() => test);

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

const fetchFile = async (path: string) => (await test.browser().get(path).expect(200)).text;

/** As a calendar program reads it: the events of a file, by their ids. */
async function eventsAt(path: string): Promise<Map<string, ICAL.Event>> {
  const calendar = new ICAL.Component(ICAL.parse(await fetchFile(path)) as unknown[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  expect(new Set(events.map((one) => one.uid)).size).toBe(events.length);
  return new Map(events.map((one) => [one.uid, one]));
}

const onlyAt = async (path: string): Promise<ICAL.Event> => {
  const events = [...(await eventsAt(path)).values()];
  expect(events).toHaveLength(1);
  return events[0]!;
};

const text = (event: ICAL.Event, name: string) =>
  String(event.component.getFirstPropertyValue(name));

/** Seconds before the start at which it rings. */
const alarmsOf = (event: ICAL.Event): number[] =>
  event.component
    .getAllSubcomponents('valarm')
    .map((one) => (one.getFirstPropertyValue('trigger') as ICAL.Duration).toSeconds());

const sessionOf = (classId: string) =>
  test.database.reader.manager.findOneByOrFail(ClassSession, { classId });

const classFile = (id: string) => `/classes/${id}/calendar.ics`;

async function evening(startsAt: Date, title = '书法体验', more: Partial<NightClass> = {}) {
  const closesAt = instantOf('2026-11-25');
  const c = await world.nightClass({ startsAt, closesAt, title, ...more });
  const session = await sessionOf(c.id);
  return { c, session, path: `/schools/${world.schoolId}/desk/sessions/${session.id}` };
}

const move = (session: ClassSession, path: string, more: Record<string, string>) =>
  post(clerk, `${path}/change`, `${path}/change`, {
    ...{ date: dateOf(session.startsAt), startsAt: '19:00', endsAt: '20:30', scope: 'one' },
    ...{ roomId: session.roomId, teacherName: session.teacherName },
    ...{ reason: '老师去县里开会', ...more },
  }).then((answer) => expect(answer.status).toBe(303));

/** The address on one's own page. */
async function ownFeed(one: Learner): Promise<string> {
  const found = /href="(\/my\/calendar\.ics[^"]+)"/.exec(await read(one, '/my/calendar-links'));
  return found![1]!.replaceAll('&#x3D;', '=');
}

describe('the file of a class', () => {
  it('shows the time of the wall, and the same instant everywhere', async () => {
    const { c } = await evening(instantOf('2026-12-02', '19:00'));
    const event = await onlyAt(classFile(c.id));
    expect(event.startDate.toString()).toBe('2026-12-02T19:00:00');
    expect(event.startDate.zone.tzid).toBe('Asia/Shanghai');
    expect(event.startDate.toJSDate()).toEqual(new Date('2026-12-02T11:00:00Z'));
    expect(event.endDate.toJSDate()).toEqual(new Date('2026-12-02T12:30:00Z'));
    expect(event.location).toBe('望云社区 国学教室，望云路 1 号');
    expect(text(event, 'status')).toBe('CONFIRMED');
    expect(text(event, 'url')).toMatch(new RegExp(`^http://localhost:\\d+/classes/${c.id}$`));
    expect(text(event, 'dtstamp')).toBe('2026-11-24T04:00:00Z');
    expect(alarmsOf(event)).toEqual([-3600]);
  });

  it('keeps the id of an evening that is moved, counts the change and tells it', async () => {
    const { c, session, path } = await evening(instantOf('2026-12-03', '19:00'));
    const before = await onlyAt(classFile(c.id));
    expect(before.sequence).toBe(0);
    test.clock.advance(1);
    await move(session, path, { date: '2026-12-04', startsAt: '18:30', teacherName: '顾长明' });
    const after = await onlyAt(classFile(c.id));
    expect(after.uid).toBe(before.uid);
    expect(after.sequence).toBe(1);
    expect(after.startDate.toJSDate()).toEqual(instantOf('2026-12-04', '18:30'));
    expect(text(after, 'last-modified')).toBe('2026-11-24T04:01:00Z');
    expect(after.description).toContain('原定 12月3日 周四 19:00');
    expect(after.description).toContain('代课老师：顾长明');
    expect(after.description).toContain('原因：老师去县里开会');
  });

  it('says that an evening, or the whole class, is called off', async () => {
    const { c } = await evening(instantOf('2026-12-07', '19:00'));
    const halt = { siteId: world.siteId, actorId: clerk.accountId, reason: '报的人不够' };
    await test.app.get(Halting).cancel({ classId: c.id, ...halt });
    const event = await onlyAt(classFile(c.id));
    expect(text(event, 'status')).toBe('CANCELLED');
    expect(event.sequence).toBe(1);
    expect(event.summary).toBe('停课：书法体验');
    expect(event.description).toContain('这个班取消了，不用来\n原因：报的人不够');
    expect(alarmsOf(event)).toEqual([]);
  });

  it('counts it when a class is put off, and when it is taken up again', async () => {
    const { c } = await evening(instantOf('2026-12-09', '18:00'));
    const about = { classId: c.id, siteId: world.siteId, actorId: clerk.accountId };
    const before = await onlyAt(classFile(c.id));
    await test.app.get(Halting).postpone({ ...about, reason: '教室漏水' });
    const off = await onlyAt(classFile(c.id));
    expect([off.sequence, off.summary]).toEqual([1, '延期：书法体验']);
    const startDate = '2026-12-16';
    const again = { ...about, startDate, closesAt: instantOf('2026-12-01') };
    await test.app.get(Resuming).resume(again);
    const on = await onlyAt(classFile(c.id));
    expect([on.uid, on.sequence, text(on, 'status')]).toEqual([before.uid, 2, 'CONFIRMED']);
    expect(on.startDate.toString()).toBe('2026-12-16T19:00:00');
  });

  it('breaks long lines between characters, at 75 octets', async () => {
    const { c } = await evening(instantOf('2026-12-08', '19:00'), '毛笔，楷书；从零开始'.repeat(4));
    const file = await fetchFile(classFile(c.id));
    const lines = file.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(file.replaceAll('\r\n', '')).not.toContain('\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\uFFFD');
    expect((await onlyAt(classFile(c.id))).summary).toBe('毛笔，楷书；从零开始'.repeat(4));
  });

  it('does not exist for a draft', async () => {
    const { id } = await world.nightClass({ state: 'draft', publishedAt: null });
    await test.browser().get(classFile(id)).expect(404);
  });
});

describe('the feed of a learner', () => {
  it('shares the evening with that of its class, and reminds twice', async () => {
    const learner = await world.learner();
    const { c } = await evening(instantOf('2026-12-09', '19:00'));
    await enrol(learner, c.id);
    const own = await onlyAt(await ownFeed(learner));
    expect(own.uid).toBe((await onlyAt(classFile(c.id))).uid);
    expect(alarmsOf(own)).toEqual([-86_400, -3_600]);
    expect(own.description).not.toContain('上课的人');
  });

  it('tells the phone that nobody meets, and forgets a seat that was given up', async () => {
    const learner = await world.learner();
    const [off, left] = [
      await evening(instantOf('2026-12-10', '19:00')),
      await evening(instantOf('2026-12-11', '19:00')),
    ];
    await enrol(learner, off.c.id);
    const seat = await enrol(learner, left.c.id);
    const feed = await ownFeed(learner);
    expect((await eventsAt(feed)).size).toBe(2);
    const halt = { siteId: world.siteId, actorId: clerk.accountId, reason: '教室停电' };
    await test.app.get(Halting).cancel({ classId: off.c.id, ...halt });
    await test.app.get(Withdrawing).withdraw(seat, learner.accountId, true);
    const event = await onlyAt(feed);
    expect(event.uid).toContain(off.session.id);
    expect(text(event, 'status')).toBe('CANCELLED');
    expect(event.description).toContain('教室停电');
  });

  it('does not call off for somebody what they only waited for', async () => {
    const [seated, waiting] = [await world.learner(), await world.learner()];
    const { c } = await evening(instantOf('2026-12-15', '19:00'), '插花', { capacity: 1 });
    await enrol(seated, c.id);
    await enrol(waiting, c.id);
    const halt = { siteId: world.siteId, actorId: clerk.accountId, reason: '老师病了' };
    await test.app.get(Halting).cancel({ classId: c.id, ...halt });
    expect(text(await onlyAt(await ownFeed(seated)), 'status')).toBe('CANCELLED');
    expect((await eventsAt(await ownFeed(waiting))).size).toBe(0);
  });

  it('is a file that programs can read before there is anything in it', async () => {
    const events = await eventsAt(await ownFeed(await world.learner()));
    expect(events.size).toBe(0);
  });

  it('asks the database the same for one evening and for thirty', async () => {
    const learner = await world.learner();
    const { c } = await evening(instantOf('2027-01-10', '19:00'));
    await enrol(learner, c.id);
    const feed = await ownFeed(learner);
    const before = await countStatements(() => fetchFile(feed));
    const session = await sessionOf(c.id);
    await test.database.write((tx) =>
      tx.insert(
        ClassSession,
        Array.from({ length: 29 }, (_, i) => ({
          ...session,
          ...{ id: newId(), position: i + 2, teacherName: `老师${i}` },
          ...{ startsAt: day(session.startsAt, i), endsAt: day(session.endsAt, i) },
        })),
      ),
    );
    expect(await countStatements(() => fetchFile(feed))).toBe(before);
    expect((await eventsAt(feed)).size).toBe(30);
  });

  it('can be closed, and opens again under another address', async () => {
    const learner = await world.learner();
    const old = await ownFeed(learner);
    const page = '/my/calendar-links';
    expect((await post(learner, page, `${page}/removal`)).status).toBe(303);
    expect(await read(learner, page)).toContain('日历链接关着');
    await test.browser().get(old).expect(404);
    expect((await post(learner, page, page)).status).toBe(303);
    const renewed = await ownFeed(learner);
    await test.browser().get(old).expect(404);
    await test.browser().get(renewed).expect(200);
  });
});

const day = (at: Date, i: number) => new Date(at.getTime() + (i + 1) * 86_400_000);

async function elsewhere(): Promise<string> {
  const id = newId();
  const path = `/${world.centerId}/${id}/`;
  const site = { id, parentId: world.centerId, level: 'station' as const, name: '柳堤', path };
  await test.database.write((tx) => tx.insert(Site, site));
  return id;
}

describe('the feeds of a school', () => {
  const page = () => `/schools/${world.schoolId}/desk/feeds`;
  const addresses = async () =>
    [...(await read(clerk, page())).matchAll(/value="[^"]+(\/feeds\/calendar\.ics[^"]+)"/g)].map(
      ([, path]) => path!.replaceAll('&#x3D;', '='),
    );
  /** Presses a button of the row that carries this name. */
  async function press(name: string, to = page()): Promise<void> {
    const html = await read(clerk, page());
    const row = html.split('<tr>').find((one) => one.includes(`<th scope="row">${name}</th>`));
    const feed = /name="feed" value="([^"]+)"/.exec(row!)![1]!;
    expect((await post(clerk, page(), to, { feed })).status).toBe(303);
  }

  it('are closed until somebody opens them, one by one', async () => {
    expect(await addresses()).toEqual([]);
    const { c, session } = await evening(instantOf('2026-12-18', '19:00'), '太极拳');
    await move(session, `/schools/${world.schoolId}/desk/sessions/${session.id}`, {
      teacherName: '冯远',
    });
    await press('冯远');
    const [feed] = await addresses();
    const event = await onlyAt(feed!);
    expect(event.uid).toContain(session.id);
    expect(alarmsOf(event)).toEqual([-86_400, -3_600]);
    expect(await fetchFile(feed!)).toContain('X-WR-CALNAME:冯远，望云夜校');
    await press('国学教室');
    await press('望云夜校');
    const [school, room] = await addresses();
    const whole = await eventsAt(school!);
    expect(whole.size).toBeGreaterThanOrEqual((await eventsAt(room!)).size);
    expect(whole.get(event.uid)!.sequence).toBe(1);
    expect(alarmsOf(whole.get(event.uid)!)).toEqual([]);
    expect(await fetchFile(school!)).not.toContain((await draft(c.id)).title);
  });

  const draft = (like: string) =>
    world.nightClass({ state: 'draft', publishedAt: null, title: `草稿${like.slice(-4)}` });

  it('get a new address at once, and none at all', async () => {
    const [old] = await addresses();
    await press('望云夜校');
    const [renewed] = await addresses();
    expect(renewed).not.toBe(old);
    const dead = await test.browser().get(old!).expect(404);
    expect(dead.headers['cache-control']).toBe('no-store');
    const file = await test.browser().get(renewed!).expect(200);
    expect(file.headers['cache-control']).toBe('no-store');
    await press('望云夜校', `${page()}/removal`);
    await test.browser().get(renewed!).expect(404);
    expect(await addresses()).not.toContain(renewed);
  });

  it('open for nobody with the id alone, or with the signature of another', async () => {
    const [, room] = await addresses();
    const forged = feedToken('a secret of the wrong installation, 32 bytes', world.roomId, 2);
    for (const token of [world.roomId, forged, `${world.schoolId}.${room!.split('.').at(-1)}`, ''])
      await test.browser().get(`/feeds/calendar.ics?token=${token}`).expect(404);
  });

  it('are nobody else’s business', async () => {
    expect((await get(await world.learner(), page())).status).toBe(403);
    expect((await get(await world.staff('clerk', await elsewhere()), page())).status).toBe(404);
    const foreign = { feed: newId() };
    expect((await post(clerk, page(), page(), foreign)).status).toBe(404);
  });

  it('answer wrong tokens less and less, right ones always', async () => {
    const [feed] = await addresses();
    const wrong = () => test.browser().get('/feeds/calendar.ics?token=x');
    let last = await wrong();
    for (let i = 0; i < 40 && last.status === 404; i++) last = await wrong();
    expect(last.status).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    await test.browser().get(feed!).expect(200);
  });
});
