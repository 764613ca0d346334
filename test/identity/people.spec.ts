import { RoleGrant } from '../../src/identity/role-grant.entity';
import { AuditEntry } from '../../src/shared/audit/audit-entry.entity';
import { newId } from '../../src/shared/kernel/ids';
import { Site } from '../../src/sites/site.entity';
import { countStatements, startApp, TestApp } from '../support/app';
import { Learner, World } from '../support/world';
import { send, show } from './support';

let test: TestApp;
let world: World;
let principal: Learner;
let centre: Learner;
const elsewhere = newId();

beforeAll(async () => {
  test = await startApp();
  world = await World.make(test.database, test.clock.now());
  principal = await world.staff('principal');
  centre = await world.staff('center', world.centerId);
  const path = `/${world.centerId}/${elsewhere}/`;
  const site = { id: elsewhere, parentId: world.centerId, level: 'station' as const, path };
  await test.database.write((tx) => tx.insert(Site, { ...site, name: '桥北社区' }));
});
afterAll(() => test.stop());

const base = () => `/schools/${world.schoolId}/desk/people`;
const grant = (who: Learner, at: string, fields: object) => send(test, who, at, at, fields);
const grantOf = (accountId: string) =>
  test.database.reader.manager.findOneBy(RoleGrant, { accountId });

it('gives a role that counts from the next request and takes it back after asking', async () => {
  const person = await world.learner({ name: '李秀兰' });
  const { phone } = person;
  const given = await grant(principal, base(), { phone, role: 'clerk', siteId: world.siteId });
  expect(given.headers.location).toBe(base());
  // a session that began as a learner's has ended; the new one is as short as staff's
  await show(test, person, '/my').expect(303);
  const { text } = await show(test, principal, base()).expect(200);
  expect(text).toContain('李*兰');
  expect(text).not.toContain(phone);
  const held = (await grantOf(person.accountId))!;
  const removal = `${base()}/${held.id}/removal`;
  const taken = await send(test, principal, removal, removal, {});
  expect(taken.status).toBe(303);
  expect((await grantOf(person.accountId))!.endedAt).not.toBeNull();
  await show(test, principal, removal).expect(404);
  const lines = await test.database.reader.manager.findBy(AuditEntry, {
    subjectId: person.accountId,
  });
  expect(lines.map((line) => line.action).sort()).toEqual(['role.grant', 'role.take']);
});

it('gives nothing upwards, sideways, to oneself, twice, or to a stranger', async () => {
  const { phone } = await world.learner();
  const refused = [
    { phone, role: 'principal', siteId: world.siteId },
    { phone, role: 'center', siteId: world.siteId },
    { phone, role: 'clerk', siteId: elsewhere },
    { phone, role: 'clerk', siteId: world.centerId },
    { phone, role: 'clerk', siteId: newId() },
    { phone: principal.phone, role: 'clerk', siteId: world.siteId },
    { phone: '13999999999', role: 'clerk', siteId: world.siteId },
    { phone, role: 'clerk', siteId: world.siteId, grantedBy: 'me' },
  ];
  const before = await test.database.reader.manager.count(RoleGrant);
  for (const fields of refused) expect((await grant(principal, base(), fields)).status).toBe(422);
  expect(await test.database.reader.manager.count(RoleGrant)).toBe(before);
  const fields = { phone, role: 'partner', siteId: world.siteId };
  expect((await grant(principal, base(), fields)).status).toBe(303);
  expect((await grant(principal, base(), fields)).text).toContain('已经是合伙人');
});

it('keeps to the scope of whoever looks', async () => {
  const theirs = await world.staff('clerk', elsewhere);
  const held = (await grantOf(theirs.accountId))!;
  await show(test, principal, `${base()}/${held.id}/removal`).expect(404);
  expect((await show(test, principal, base())).text).not.toContain('桥北社区');
  expect((await show(test, centre, '/center/people')).text).toContain('桥北社区');
  const own = (await grantOf(centre.accountId))!;
  await show(test, centre, `/center/people/${own.id}/removal`).expect(404);
  const { phone } = await world.learner();
  const besides = { phone, role: 'clerk', siteId: elsewhere };
  expect((await grant(centre, base(), besides)).status).toBe(422);
  await show(test, theirs, base()).expect(403);
  await show(test, principal, '/center/people').expect(403);
  await show(test, await world.staff('principal', elsewhere), base()).expect(404);
});

it('lets the centre make a principal, at a station only; an auditor changes nothing', async () => {
  const { phone } = await world.learner();
  const wanted = { phone, role: 'principal', siteId: world.centerId };
  expect((await grant(centre, '/center/people', wanted)).text).toContain('校长请给在站上');
  const right = { ...wanted, siteId: elsewhere };
  expect((await grant(centre, '/center/people', right)).status).toBe(303);
  const auditor = await world.staff('auditor', world.centerId);
  const { text } = await show(test, auditor, '/center/people').expect(200);
  expect(text).not.toContain('/removal');
  const answer = await grant(auditor, '/center/people', right);
  expect(answer.status).toBe(403);
});

it('lists with the same number of statements however many there are', async () => {
  const list = () => countStatements(() => show(test, centre, '/center/people').expect(200));
  const few = await list();
  for (let i = 0; i < 3; i++) await world.staff('clerk');
  expect(await list()).toBe(few);
});
