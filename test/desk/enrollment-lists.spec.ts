import { EnrollmentList } from '../../src/desk/enrollment-list.entity';
import { MOST_ROWS } from '../../src/desk/list-row';
import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { Account } from '../../src/identity/account.entity';
import { Consent } from '../../src/identity/consent.entity';
import { NightClass } from '../../src/scheduling/night-class.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { ParkedForm } from '../../src/shared/web/request-records.entity';
import { newId } from '../../src/shared/kernel/ids';
import { instantOf } from '../../src/shared/kernel/shanghai';
import { Site } from '../../src/sites/site.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { Clerk, drawAt, Fields } from './list-support';

const NOW = instantOf('2026-11-24', '19:00');

let test: TestApp;
let world: World;
let clerk: Learner;

beforeAll(async () => {
  test = await startApp({ now: NOW });
  world = await World.make(test.database, NOW);
  clerk = await world.staff('clerk');
});
afterAll(() => test.stop());

let made = 0;
/** Nobody has this number yet. */
const newPhone = (): string => String(19_500_000_000 + made++);

async function open(more: Partial<NightClass> & { startsInDays?: number } = {}) {
  const found = await world.nightClass(more);
  return { found, desk: new Clerk(test, clerk, world.schoolId, found.id) };
}

const all = () => test.database.reader.manager;
const places = (classId: string) =>
  all().find(Enrollment, { where: { classId }, order: { queueNumber: 'ASC', id: 'ASC' } });
const classOf = (id: string) => all().findOneByOrFail(NightClass, { id });

const line = (name: string, phone: string, age = '65岁') => `${name} ${phone} ${age}`;

/** A station beside ours. */
async function otherSite(): Promise<string> {
  const id = newId();
  const { centerId } = world;
  const path = `/${centerId}/${id}/`;
  const station = { id, parentId: centerId, level: 'station' as const, name: '桂花社区', path };
  await test.database.write((tx) => tx.insert(Site, station));
  return id;
}

describe('a pasted list', () => {
  it('is shown row by row, with nothing written before 报名', async () => {
    const { found, desk } = await open({ capacity: 2 });
    const known = await world.learner({ name: '王秀英' });
    const before = await all().count(Account);
    const shown = await desk.read(
      ['#接龙', `1. ${line('赵大海', newPhone())}`, `2. 王秀英 ${known.phone}`].join('\n') +
        `\n3. ${line('钱小河', newPhone())}\n4. 孙山 1381234`,
    );
    expect(shown.fates).toEqual([
      '会报上',
      '会报上',
      '会排候补第 1 位',
      '这一行要改 手机号少了 4 位，应为 11 位',
    ]);
    expect(shown.fields.name).toEqual(['赵大海', '王秀英', '钱小河', '孙山']);
    expect(shown.fields.phone[3]).toBe('1381234');
    expect(await places(found.id)).toEqual([]);
    expect(await all().count(Account)).toBe(before);
  });

  it('gives what the preview said, in order, and says so row by row and on paper', async () => {
    const { found, desk } = await open({ capacity: 2 });
    const phone = newPhone();
    const shown = await desk.read(
      [line('赵大海', phone), line('钱小河', newPhone()), line('孙青山', newPhone())].join('\n'),
    );
    const done = await desk.enroll(shown.fields);
    expect(done.status).toBe(303);
    const result = await desk.get(done.headers['location']);
    expect(result.text).toContain('报上 2 人，排候补 1 人');
    expect(result.text).toContain('排了候补第 1 位');
    expect(result.text).not.toContain(phone);
    const sheet = await desk.get(`${done.headers['location']}/sheet`);
    expect(sheet.text).toContain(phone.slice(-4));
    expect(sheet.text).not.toContain('赵大海');
    const seats = await places(found.id);
    expect(seats.map((one) => [one.state, one.channel])).toEqual(
      expect.arrayContaining([
        ['enrolled', 'desk'],
        ['enrolled', 'desk'],
        ['waitlisted', 'desk'],
      ]),
    );
    expect(await classOf(found.id)).toMatchObject({ taken: 2, waiting: 1 });
    const consents = await all().findBy(Consent, { profileId: seats[0]!.profileId });
    expect(consents).toMatchObject([{ kind: 'privacy', channel: 'desk' }]);
  });

  it('enrols once when pressed twice at the same time, and again when it is sent again', async () => {
    const { found, desk } = await open({ capacity: 5 });
    const { fields } = await desk.read(
      [line('周一', newPhone()), line('周二', newPhone())].join('\n'),
    );
    const answers = await Promise.all([desk.enroll(fields), desk.enroll(fields)]);
    answers.push(await desk.enroll(fields));
    const to = new Set(answers.map((one) => one.headers['location']));
    expect(answers.map((one) => one.status)).toEqual([303, 303, 303]);
    expect(to.size).toBe(1);
    expect(await places(found.id)).toHaveLength(2);
    expect(await all().countBy(EnrollmentList, { classId: found.id })).toBe(1);
    expect((await desk.get([...to][0])).text).toContain('报上 2 人');
  });

  it('refuses the key of a list that was enrolled with other people', async () => {
    const { found, desk } = await open({ capacity: 5 });
    const { fields } = await desk.read(line('吴三', newPhone()));
    await desk.enroll(fields);
    const other = await desk.read(line('吴四', newPhone()));
    const answer = await desk.enroll({ ...other.fields, actionKey: fields.actionKey });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('已经提交过另一份内容');
    expect(await places(found.id)).toHaveLength(1);
  });

  it('shows a changed list again before it enrols anybody, and keeps what was typed', async () => {
    const { found, desk } = await open({ capacity: 5 });
    const { fields } = await desk.read(`${line('郑五', newPhone())}\n冯六 1390000`);
    const phone = newPhone();
    const mended = {
      ...fields,
      phone: [fields.phone[0]!, phone],
      ageBand: ['a60_plus', 'a60_plus'],
    };
    const again = await desk.enroll(mended);
    expect(again.status).toBe(200);
    expect(again.text).toContain('名单改过了，还没有报名');
    expect(await places(found.id)).toEqual([]);
    const shown = desk.shown(again);
    expect(shown.fates).toEqual(['会报上', '会报上']);
    expect(shown.fields.phone[1]).toBe(phone);
    expect((await desk.enroll(shown.fields)).status).toBe(303);
    expect(await places(found.id)).toHaveLength(2);
  });

  it('asks for consent, and leaves out whom the clerk ticks', async () => {
    const { found, desk } = await open({ capacity: 5 });
    const { fields } = await desk.read(`${line('陈七', newPhone())}\n${line('陈八', newPhone())}`);
    const without = await desk.enroll({ ...fields, consent: '' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('同意后再勾选');
    expect(await places(found.id)).toEqual([]);
    expect((await desk.enroll({ ...fields, out: ['2'] })).status).toBe(303);
    expect(await places(found.id)).toHaveLength(1);
  });
});

describe('each row of a list', () => {
  it('is told apart: twice in it, a family, enrolled already, a clash', async () => {
    const startsAt = instantOf('2026-12-02', '19:00');
    const { desk } = await open({ capacity: 9, startsAt });
    const { found: same } = await open({
      title: '剪纸',
      startsAt: instantOf('2026-12-02', '19:30'),
    });
    const busy = await world.learner({ name: '何九' });
    const clash = new Clerk(test, clerk, world.schoolId, same.id);
    await clash.enroll((await clash.read(`何九 ${busy.phone}`)).fields);
    const phone = newPhone();
    const list = [
      line('许十', phone),
      line('许十', phone),
      line('许十一', phone),
      `何九 ${busy.phone}`,
    ].join('\n');
    const shown = await desk.read(list);
    expect(shown.fates).toEqual([
      '会报上',
      '手机号重复 和第 1 行是同一个人，只报一次',
      expect.stringContaining('会报上 和第 1 行手机号重复'),
      expect.stringMatching(/^不能报 .*剪纸/),
    ]);
    const done = await desk.enroll(shown.fields);
    expect((await desk.get(done.headers['location'])).text).toContain(
      '报上 2 人，不能报 1 人，重复 1 人',
    );
    const again = await desk.read(list);
    expect(again.fates[0]).toBe('已经报过 已报名');
    expect(again.giving).toBe(false);
    expect((await clash.read(`何九 ${busy.phone}`)).fates).toEqual(['已经报过 已报名']);
  });

  it('asks for the age band of somebody new and takes one for all', async () => {
    const { desk } = await open({ capacity: 9 });
    const text = `吕一 ${newPhone()}\n吕二 ${newPhone()}`;
    const shown = await desk.read(text);
    expect(shown.fates).toEqual([
      '这一行要改 第一次报名，请选择年龄段',
      '这一行要改 第一次报名，请选择年龄段',
    ]);
    const set = desk.shown(await desk.send({ ...shown.fields, step: 'check', restBand: 'a36_59' }));
    expect(set.fates).toEqual(['会报上', '会报上']);
  });

  it('may take the desk share, which nobody online may', async () => {
    const { found, desk } = await open({ capacity: 2, deskQuota: 2 });
    const { fates, fields, text } = await desk.read(
      `${line('施一', newPhone())}\n${line('施二', newPhone())}`,
    );
    expect(text).toContain('其中现场名额 2 位');
    expect(fates).toEqual(['会报上', '会报上']);
    await desk.enroll(fields);
    expect(await classOf(found.id)).toMatchObject({ taken: 2, deskTaken: 2 });
  });

  it('takes the desk share of a class that is drawn and enters the others for the draw', async () => {
    const [opensAt, closesAt] = [
      instantOf('2026-11-20', '09:00'),
      instantOf('2026-11-30', '21:00'),
    ];
    const drawId = await drawAt(test, { opensAt, closesAt });
    const window = { opensAt, closesAt, startsInDays: 12.3 };
    const drawn = { admission: 'draw' as const, drawId, capacity: 5, deskQuota: 1 };
    const { found, desk } = await open({ ...window, ...drawn });
    const { fates, fields } = await desk.read(
      `${line('曹一', newPhone())}\n${line('曹二', newPhone())}`,
    );
    expect(fates).toEqual(['会报上', '会参加摇号']);
    const done = await desk.enroll(fields);
    expect((await desk.get(done.headers['location'])).text).toContain('报上 1 人，参加摇号 1 人');
    expect(await classOf(found.id)).toMatchObject({ taken: 1, deskTaken: 1, applied: 1 });
    const entered = (await places(found.id)).find((one) => one.state === 'applied');
    expect(await all().findBy(AuditEntry, { subjectId: entered!.id })).toMatchObject([
      { action: 'enrollment.apply' },
    ]);
  });

  it('is refused in words when the class is not open', async () => {
    const { found, desk } = await open({ opensAt: instantOf('2026-11-25', '09:00') });
    const shown = await desk.read(line('张一', newPhone()));
    expect(shown.fates[0]).toMatch(/^不能报 ./);
    const forced = await desk.enroll(shown.fields);
    expect(forced.status).toBe(422);
    expect(forced.text).toContain('没有可以报名的人');
    expect(await places(found.id)).toEqual([]);
  });

  it('is decided at the press: a seat that went meanwhile is a place in the queue', async () => {
    const { found, desk } = await open({ capacity: 1 });
    const late = await desk.read(line('孔一', newPhone()));
    const first = await desk.read(line('孔二', newPhone()));
    await desk.enroll(first.fields);
    const done = await desk.enroll(late.fields);
    expect((await desk.get(done.headers['location'])).text).toContain('排候补 1 人');
    expect(await classOf(found.id)).toMatchObject({ taken: 1, waiting: 1 });
  });
});

describe('the bounds of a list', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      line(`李${'甲乙丙丁戊己庚辛壬癸'[i % 10]}`, newPhone()),
    );

  it('previews any number of rows with the same number of statements', async () => {
    const { desk } = await open({ capacity: 500 });
    const count = (rows: number) => countStatements(() => desk.read(many(rows).join('\n')));
    expect(await count(MOST_ROWS)).toBe(await count(2));
  });

  it('enrols the most rows in one press, and says how many too many are', async () => {
    const { found, desk } = await open({ capacity: 150 });
    const { fields } = await desk.read(many(MOST_ROWS).join('\n'));
    expect((await desk.enroll(fields)).status).toBe(303);
    expect(await classOf(found.id)).toMatchObject({ taken: 150, waiting: MOST_ROWS - 150 });
    const more = many(MOST_ROWS + 1).join('\n');
    const answer = await desk.send({ step: 'read', text: more });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`一次最多 ${MOST_ROWS} 人`);
    expect(answer.text).toContain(more.split('\n')[7]);
  });

  it.each<[string, Fields]>([
    ['nothing', { step: 'read', text: '' }],
    ['columns of different lengths', { step: 'check', name: ['甲乙'], phone: [], ageBand: [] }],
    ['rows that were never shown', { step: 'enroll', name: [''], phone: [''], ageBand: [''] }],
    ['a step that there is not', { step: 'destroy', text: '甲乙 19000000001' }],
  ])('refuses %s without a fault', async (_, fields) => {
    const { found, desk } = await open();
    const answer = await desk.send(fields);
    expect([200, 422]).toContain(answer.status);
    expect(await places(found.id)).toEqual([]);
    expect(await all().countBy(EnrollmentList, { classId: found.id })).toBe(0);
  });
});

describe('a look at a list', () => {
  const GONE = '这张名单没有留着';

  it('has an address to go back to, for its clerk and its class alone, until it is enrolled', async () => {
    const { found, desk } = await open();
    const { location } = (await desk.press({ step: 'read', text: line('魏一', newPhone()) }))
      .headers;
    for (let i = 0; i < 2; i++)
      expect(desk.shown(await desk.get(location)).fates).toEqual(['会报上']);
    const colleague = new Clerk(test, await world.staff('clerk'), world.schoolId, found.id);
    const other = (await open()).found.id;
    for (const [who, path] of [
      [colleague, location],
      [desk, location!.replace(found.id, other)],
      [desk, location!.replace(/draft=.*/, 'draft=none')],
    ] as const) {
      const { status, text } = await who.get(path);
      expect([status, text.includes(GONE), text.includes('魏一')]).toEqual([200, true, false]);
    }
    await desk.enroll(desk.shown(await desk.get(location)).fields);
    expect((await desk.get(location)).text).toContain(GONE);
    expect(await all().countBy(ParkedForm, { path: location!.split('?')[0]! })).toBe(0);
  });

  it('is kept for an hour', async () => {
    const { desk } = await open();
    const pasted = { step: 'read', text: line('陶一', newPhone()) };
    const { location } = (await desk.press(pasted)).headers;
    const of = { path: location!.split('?')[0]! };
    const [kept] = await all().findBy(ParkedForm, of);
    expect(kept!.expiresAt).toEqual(new Date(NOW.getTime() + 3_600_000));
    await test.database.write((tx) => tx.update(ParkedForm, of, { expiresAt: NOW }));
    const { text } = await desk.get(location);
    expect([text.includes(GONE), text.includes('陶一')]).toEqual([true, false]);
  });
});

describe('who may paste, and what is written down', () => {
  it('is not for staff of another site, who find nothing, nor for an auditor', async () => {
    const { found, desk } = await open();
    const { fields } = await desk.read(line('严一', newPhone()));
    const done = await desk.enroll(fields);
    const stranger = await world.staff('clerk', await otherSite());
    const auditor = await world.staff('auditor');
    for (const [who, status] of [
      [stranger, 404],
      [auditor, 403],
    ] as const) {
      const other = new Clerk(test, who, world.schoolId, found.id);
      expect((await other.get(done.headers['location'])).status).toBe(status);
      expect((await other.send({ step: 'read', text: '华一 19000000001' })).status).toBe(status);
    }
    expect(await places(found.id)).toHaveLength(1);
  });

  it('leaves audit lines and kept results without names and numbers', async () => {
    const { found, desk } = await open();
    const phone = newPhone();
    await desk.enroll((await desk.read(line('金不换', phone))).fields);
    const [list] = await all().findBy(EnrollmentList, { classId: found.id });
    const lines = await all().findBy(AuditEntry, {
      action: 'enrollment.list',
      subjectId: list!.id,
    });
    expect(lines).toMatchObject([{ actorId: clerk.accountId, siteId: world.siteId }]);
    expect(JSON.parse(lines[0]!.detail!)).toEqual({ classId: found.id, people: 1, given: 1 });
    const [seat] = await places(found.id);
    expect(await all().findBy(AuditEntry, { subjectId: seat!.id })).toMatchObject([
      { action: 'enrollment.enroll', actorId: clerk.accountId },
    ]);
    const kept = JSON.stringify([list, await all().find(AuditEntry)]);
    expect(kept).not.toContain(phone);
    expect(kept).not.toContain('金不换');
  });
});
