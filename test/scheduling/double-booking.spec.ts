import { newId } from '../../src/shared/kernel/ids';
import { dateOf, addDays, instantOf } from '../../src/shared/kernel/shanghai';
import { sql } from '../../src/shared/database/sql';
import { isOverlap } from '../../src/shared/database/dialect';
import { Room } from '../../src/sites/room.entity';
import { newDatabase, TestDatabase } from '../support/database';
import { call, Server, startServer, stopServers, tokens } from '../support/rush';
import { inHan, Learner, World } from '../support/world';

jest.setTimeout(180_000);

const TRIES = 200;
const processes = process.env.TEST_DATABASE === 'postgres' ? 2 : 1;
const SLOTS = ['18:00-19:30', '19:30-21:00'];

let test: TestDatabase;
let world: World;
let rooms: string[];

beforeAll(async () => {
  test = await newDatabase();
  world = await World.make(test.database, new Date());
  rooms = [world.roomId, newId()];
  await test.database.write((tx) =>
    tx.insert(Room, { id: rooms[1]!, schoolId: world.schoolId, name: '排练厅', capacity: 40 }),
  );
});
afterAll(async () => {
  await stopServers();
  await test.drop();
});

interface Wanted {
  roomId: string;
  teacherName: string;
}

/** Two clerks want the same evening: in one room, or with one teacher. */
const rivals = (i: number): [Wanted, Wanted] =>
  i % 2 === 0
    ? [
        { roomId: rooms[0]!, teacherName: `甲${inHan(i)}` },
        { roomId: rooms[0]!, teacherName: `乙${inHan(i)}` },
      ]
    : [
        { roomId: rooms[0]!, teacherName: `同${inHan(i)}` },
        { roomId: rooms[1]!, teacherName: `同${inHan(i)}` },
      ];

/** The evening of each try: no two tries share one. */
function plan(i: number, { roomId, teacherName }: Wanted, csrf: string): string {
  const date = addDays(dateOf(new Date()), 10 + Math.floor(i / SLOTS.length));
  const day = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return new URLSearchParams({
    ...{ _csrf: csrf, courseId: world.courseId, roomId, teacherName, weekday: String(day) },
    ...{ slot: SLOTS[i % SLOTS.length]!, startDate: date, sessionCount: '1', capacity: '30' },
    ...{ minimum: '8', deskQuota: '6', opensAt: '2026-12-01T09:00', closesAt: `${date}T12:00` },
  }).toString();
}

it(`lets one of two simultaneous bookings win, ${TRIES} times`, async () => {
  const servers: Server[] = [];
  for (let i = 0; i < processes; i++) servers.push(await startServer(test));
  const clerks = [await world.staff('clerk'), await world.staff('clerk')] as const;
  const desk = `/schools/${world.schoolId}/desk/classes`;
  const csrf = await tokens(servers[0]!.port, `${desk}/new?course=${world.courseId}`, [...clerks]);
  const press = (i: number, wanted: Wanted, clerk: Learner, port: number) =>
    call({
      port,
      path: desk,
      cookie: `sid=${clerk.token}`,
      body: plan(i, wanted, csrf.get(clerk.token)!),
    });
  const odd: string[] = [];
  for (let i = 0; i < TRIES; i++) {
    const answers = await Promise.all(
      rivals(i).map((wanted, k) => press(i, wanted, clerks[k]!, servers[k % processes]!.port)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    if (statuses.join() !== '303,422') odd.push(`${i}: ${statuses.join()}`);
  }
  expect(odd).toEqual([]);
  const [counted] = await test.database.query<{ n: unknown }>(
    sql`SELECT COUNT(*) AS n FROM class_session`,
  );
  expect(Number(counted!.n)).toBe(TRIES);
});

describe('the database itself', () => {
  const evening = (from: string, to: string) => ({
    ...{ id: newId(), class_id: classId, room_id: rooms[0]!, teacher_name: '沈墨' },
    ...{ position: ++position, title: '第一课', state: 'scheduled' },
    ...{ starts_at: instantOf('2031-03-04', from), ends_at: instantOf('2031-03-04', to) },
  });
  let classId: string;
  let position = 10;
  const put = (row: object) =>
    test.database.write((tx) => test.database.insertRows(tx, 'class_session', [row]));
  const refusal = (row: object) => put(row).then(() => false, isOverlap);

  beforeAll(async () => {
    classId = (await world.nightClass()).id;
    await put(evening('19:00', '20:30'));
  });

  it('refuses a room or a teacher whose evenings overlap by a minute', async () => {
    expect(await refusal({ ...evening('20:29', '21:30'), teacher_name: '顾长明' })).toBe(true);
    const elsewhere = { ...evening('17:30', '19:01'), room_id: rooms[1]! };
    expect(await refusal(elsewhere)).toBe(true);
  });

  it('takes evenings that touch, and those that were called off', async () => {
    await put(evening('20:30', '21:30'));
    await put({ ...evening('19:00', '20:30'), state: 'cancelled' });
  });

  it('refuses to take up an evening whose room was given away', async () => {
    const off = { ...evening('19:10', '20:00'), state: 'cancelled' };
    await put(off);
    const again = test.database.write((tx) =>
      test.database.updateRows(tx, 'class_session', [
        { ...off, state: 'scheduled' } as { id: string },
      ]),
    );
    expect(await again.then(() => false, isOverlap)).toBe(true);
  });
});
