import { startApp, TestApp } from '../support/app';
import { World } from '../support/world';
import { Asker } from './actors';
import { Caller, Fields } from './caller';
import { snapshot } from './snapshot';
import { Tree } from './tree';

let test: TestApp;
let tree: Tree;
let caller: Caller;

beforeAll(async () => {
  test = await startApp();
  tree = await Tree.grow(await World.make(test.database, test.clock.now()));
  caller = new Caller(test);
});
afterAll(() => test.stop());

const staff = async (role: 'clerk' | 'principal' | 'center') =>
  new Asker(role, await tree.world.staff(role, tree.stations.own.siteId));

/** A form that names a record in its body: sent with a foreign one, then with an own one. */
interface Case {
  asker: () => Promise<Asker>;
  url: () => string;
  fields: (id: string) => Fields;
  foreign: () => string;
  own: () => string;
}

const desk = () => `/schools/${tree.stations.own.schoolId}/desk`;
const plan: Fields = [
  ['teacherName', '沈墨'],
  ['weekday', '5'],
  ['slot', '19:00-20:30'],
  ['startDate', '2026-12-21'],
  ['sessionCount', '1'],
  ['capacity', '30'],
  ['minimum', '8'],
  ['deskQuota', '6'],
  ['opensAt', '2026-12-01T09:00'],
  ['closesAt', '2026-12-24T21:00'],
];
const newcomer = (phone: string): Fields => [
  ['phone', phone],
  ['role', 'clerk'],
];
let phone: string;

const cases: Record<string, Case> = {
  'a place for the profile of somebody else': {
    asker: async () => new Asker('a learner', await tree.world.learner()),
    url: () => `/classes/${tree.stations.sibling.classId}/enrollments`,
    fields: (id) => (id ? [['profileId', id]] : []),
    foreign: () => tree.stations.own.learner.profileId,
    own: () => '',
  },
  'a class in the room of another school': {
    asker: () => staff('clerk'),
    url: () => `${desk()}/classes`,
    fields: (id) => [...plan, ['courseId', tree.world.courseId], ['roomId', id]],
    foreign: () => tree.stations.other.roomId,
    own: () => tree.stations.own.roomId,
  },
  'a role at a site of another branch': {
    asker: () => staff('principal'),
    url: () => `${desk()}/people`,
    fields: (id) => [...newcomer(phone), ['siteId', id]],
    foreign: () => tree.stations.other.siteId,
    own: () => tree.stations.own.siteId,
  },
  'a role at a site above': {
    asker: () => staff('center'),
    url: () => '/center/people',
    fields: (id) => [...newcomer(phone), ['siteId', id]],
    foreign: () => tree.office,
    own: () => tree.stations.own.siteId,
  },
  'a hub over a station of another branch': {
    asker: async () => new Asker('center', await tree.world.staff('center', tree.office)),
    url: () => `/center/sites/${tree.stations.own.siteId}/hub`,
    fields: (id) => [
      ['isHub', '1'],
      ['covers', id],
    ],
    foreign: () => tree.stations.other.siteId,
    own: () => tree.stations.sibling.siteId,
  },
};

describe.each(Object.entries(cases))('%s', (_, { asker, url, fields, foreign, own }) => {
  it('is refused and changes nothing', async () => {
    const who = await asker();
    ({ phone } = await tree.world.learner());
    const before = await snapshot(test.database, 'with looks');
    const answer = await caller.post(who, url(), fields(foreign()));
    expect([404, 422]).toContain(answer.status);
    expect(await snapshot(test.database, 'with looks')).toBe(before);
  });

  it('is carried out with a record of one’s own', async () => {
    const who = await asker();
    ({ phone } = await tree.world.learner());
    const answer = await caller.post(who, url(), fields(own()));
    expect(answer.status).toBe(303);
    expect(answer.location).not.toContain('sign-in');
  });
});
