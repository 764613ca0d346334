import { Judge } from './judge';
import { Walk } from './walk';
import { isOurs, Walking, WITHOUT_TOKEN } from './walking';

// some thousands of requests: about ten seconds of one core
jest.setTimeout(120_000);

let walking: Walking;
beforeAll(async () => (walking = await Walking.start()));
afterAll(() => walking.stop());

describe('every route of the application', () => {
  it('says who may use it', () => expect(walking.judge.findings).toEqual([]));
  it('shows itself to nobody else', () => walking.each('GET', (one) => walking.walk.look(one)));
  it('does nothing for anybody else', () => walking.each('POST', (one) => walking.walk.send(one)));
});

describe('a planted mistake', () => {
  let found: string[];

  beforeAll(async () => {
    const { test, tree, judge, routes } = walking;
    const apart = new Judge(tree, judge.askers);
    const planted = new Walk(test, apart);
    for (const target of planted.declared(
      routes.filter((one) => !isOurs(one)),
      WITHOUT_TOKEN,
    ))
      if (target.route.method === 'GET') await planted.look(target);
      else await planted.send(target);
    found = apart.findings;
  });

  it.each([
    'GET /planted/undeclared: declares no access',
    'POST /planted/tokenless: asks no token',
    'GET /planted/comets/:cometId: the walk has no record for "comets" (target.ts)',
    'GET /schools/:schoolId/desk/planted/unscoped as clerk at other: open, expected missing',
    'GET /schools/:schoolId/desk/planted/unscoped as clerk at sibling: open, expected missing',
    'GET /schools/:schoolId/desk/planted/unscoped as clerk at child: open, expected missing',
    'GET /schools/:schoolId/desk/classes/:classId/planted as clerk at own: 200, unlike a record that is not there',
    'GET /planted/learners as another learner: shows 亓金雀龘 of own',
    'GET /planted/learners as clerk at other: shows 仉金雀靐 of sibling',
    'GET /planted/counter: changes something',
    'POST /center/planted: lets an auditor change something',
    'POST /center/planted as center at own: open, expected missing',
    'POST /center/planted as center at centre: takes the field role: 201',
    'POST /center/planted: changes something',
  ])('is noticed: %s', (finding) => {
    expect(found).toContain(finding);
  });

  it('is never open for want of a declaration', async () => {
    const { statusCode } = await walking.test.app.inject('/planted/undeclared');
    expect(statusCode).toBe(500);
  });
});
