import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { Room } from '../../src/sites/room.entity';
import { School } from '../../src/sites/school.entity';
import { Site } from '../../src/sites/site.entity';
import { countStatements, csrfOf, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';

let test: TestApp;
let world: World;
let clerk: Learner;
let centre: Learner;

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
  clerk = await world.staff('clerk');
  centre = await world.staff('center', world.centerId);
});
afterAll(() => test.stop());

const as = ({ token }: Learner) => test.browser().set('cookie', `sid=${token}`);
const roomsPath = () => `/schools/${world.schoolId}/desk/rooms`;
const count = (entity: typeof Room | typeof School) => test.database.reader.manager.count(entity);

async function send(who: Learner, formPath: string, path: string, fields: object) {
  const agent = as(who);
  const shown = await agent.get(formPath).expect(200);
  const _csrf = csrfOf(shown.text);
  return agent
    .post(path)
    .type('form')
    .send({ _csrf, ...fields });
}

it('tells everyone where the schools are and whom to call', async () => {
  const { text } = await test.browser().get('/schools').expect(200);
  expect(text).toContain('望云夜校');
  expect(text).toContain('href="tel:19000000202"');
  const one = await test.browser().get(`/schools/${world.schoolId}`).expect(200);
  expect(one.text).toContain('国学教室');
  expect(one.text).toContain(`/classes?site&#x3D;${world.siteId}`);
});

it('shows a missing school as missing', () => test.browser().get('/schools/nowhere').expect(404));

it('lists schools with the same number of statements however many there are', async () => {
  const list = () => countStatements(() => test.browser().get(`/schools?page=1&x=${newId()}`));
  const few = await list();
  const before = await count(School);
  await test.database.write(async (tx) => {
    for (const name of ['桂花夜校', '杏林夜校']) {
      const id = newId();
      const path = `${world.sitePath}${id}/`;
      await tx.insert(Site, { id, parentId: world.siteId, level: 'office', name, path });
      const school = { name, principal: '周明', phone: '12345', address: '桂花路 1 号' };
      await tx.insert(School, { id: newId(), siteId: id, ...school });
    }
  });
  expect(await count(School)).toBe(before + 2);
  expect(await list()).toBe(few);
});

it('adds a room once, however often the form is pressed, and records it', async () => {
  const before = await count(Room);
  const agent = as(clerk);
  const shown = await agent.get(`${roomsPath()}/new`).expect(200);
  const press = { _csrf: csrfOf(shown.text), actionKey: newId(), name: '生活馆', capacity: '16' };
  for (let i = 0; i < 2; i++) {
    const sent = await agent.post(roomsPath()).type('form').send(press).expect(303);
    expect(sent.headers.location).toBe(roomsPath());
  }
  expect(await count(Room)).toBe(before + 1);
  const lines = await test.database.reader.manager.countBy(AuditEntry, { action: 'room.create' });
  expect(lines).toBe(1);
});

it('keeps what was typed and says what to change', async () => {
  const wrong = { name: '国学教室', capacity: '很多', equipment: '投影' };
  const answer = await send(clerk, `${roomsPath()}/new`, roomsPath(), wrong);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('座位数请填整数');
  expect(answer.text).toContain('value="投影"');
  const taken = { name: '国学教室', capacity: '20' };
  const again = await send(clerk, `${roomsPath()}/new`, roomsPath(), taken);
  expect(again.status).toBe(422);
  expect(again.text).toContain('这所夜校已有同名的教室');
});

it('closes a room after asking, and takes it off the public page', async () => {
  const room = `${roomsPath()}/${world.roomId}`;
  const answer = await send(clerk, `${room}/closure`, `${room}/closure`, {});
  expect(answer.status).toBe(303);
  const { text } = await test.browser().get(`/schools/${world.schoolId}`).expect(200);
  expect(text).not.toContain('国学教室');
  expect((await send(clerk, roomsPath(), `${room}/opening`, {})).status).toBe(303);
});

it('does not know a school outside the subtree of its clerk', async () => {
  const elsewhere = newId();
  await test.database.write((tx) =>
    tx.insert(Site, {
      ...{ id: elsewhere, parentId: world.siteId, level: 'office', name: '石桥镇' },
      path: `${world.sitePath}${elsewhere}/`,
    }),
  );
  const stranger = await world.staff('principal', elsewhere);
  await as(stranger).get(roomsPath()).expect(404);
  await as(stranger).get(`/schools/${world.schoolId}/desk/school/edit`).expect(404);
  await as(clerk).get('/center/sites').expect(403);
});

it('gives a new station its school', async () => {
  const office = await test.database.reader.manager.findOneByOrFail(Site, { name: '石桥镇' });
  const path = `/center/sites/new?parent=${office.id}`;
  const station = {
    name: '桥北社区',
    principal: '周明',
    phone: '0517-8888 1234',
    address: '桥北路 1 号',
  };
  expect((await send(centre, path, path, { ...station, phone: '喂' })).status).toBe(422);
  expect((await send(centre, path, path, station)).status).toBe(303);
  const { text } = await test.browser().get('/schools').expect(200);
  expect(text).toContain('桥北社区市民夜校');
});

it('saves what the principal says about the school', async () => {
  const principal = await world.staff('principal');
  const form = `/schools/${world.schoolId}/desk/school/edit`;
  const answer = await send(principal, form, `/schools/${world.schoolId}/desk/school`, {
    ...{ name: '望云夜校', principal: '沈望舒', phone: '12345', address: '望云路 18 号' },
    ...{ stepFree: '1', stepFreeNote: '东门有坡道', intro: '', art: 'hall', closesAt: '21:00' },
  });
  expect(answer.status).toBe(303);
  const { text } = await test.browser().get(`/schools/${world.schoolId}`).expect(200);
  expect(text).toContain('东门有坡道');
});

it('makes a station a hub that covers another', async () => {
  const manager = test.database.reader.manager;
  const office = await manager.findOneByOrFail(Site, { name: '石桥镇' });
  const other = newId();
  await test.database.write((tx) =>
    tx.insert(Site, {
      ...{ id: other, parentId: office.id, level: 'station', name: '渡口村' },
      path: `${office.path}${other}/`,
    }),
  );
  const hub = await manager.findOneByOrFail(Site, { name: '桥北社区' });
  const edit = `/center/sites/${hub.id}/edit`;
  const unticked = await send(centre, edit, `/center/sites/${hub.id}/hub`, { covers: other });
  expect(unticked.text).toContain('先勾选“设为中心站”');
  const done = await send(centre, edit, `/center/sites/${hub.id}/hub`, {
    isHub: '1',
    covers: other,
  });
  expect(done.status).toBe(303);
  expect((await as(centre).get('/center/sites')).text).toContain('由桥北社区中心站覆盖');
});
