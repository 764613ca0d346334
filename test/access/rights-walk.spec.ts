import { startApp, TestApp } from '../support/app';
import { World } from '../support/world';
import { askers } from './actors';
import { Judge } from './judge';
import { PlantedModule } from './planted';
import { Route, RouteList } from './routes';
import type { Target } from './target';
import { SECRET, Tree } from './tree';
import { Walk } from './walk';

/** Everybody may have them, and no handler of ours stands behind them. */
const FILES = ['GET /assets/*', 'GET /favicon.ico'];
/** A preference of the browser, on pages that are kept for everybody. */
const WITHOUT_TOKEN = ['POST /elder-mode'];

// some thousands of requests: about ten seconds of one core
jest.setTimeout(120_000);

let test: TestApp;
let tree: Tree;
let routes: Route[];
let judge: Judge;
let walk: Walk;
let targets: Target[];

beforeAll(async () => {
  const list = new RouteList();
  const env = { SESSION_SECRET: SECRET };
  test = await startApp({ env, onRoute: list.listen, planted: [PlantedModule] });
  tree = await Tree.grow(await World.make(test.database, test.clock.now()));
  routes = list.of(test.app).filter(({ key }) => !FILES.includes(key));
  judge = new Judge(tree, await askers(tree));
  walk = new Walk(test, judge);
  targets = walk.declared(routes.filter(isOurs), WITHOUT_TOKEN);
});
afterAll(async () => {
  walk.caller.close();
  await test.stop();
});

const isOurs = ({ url }: Route): boolean => !url.includes('planted');

describe('every route of the application', () => {
  const each = async (method: string, step: (target: Target) => Promise<void>) => {
    const chosen = targets.filter(({ route }) => method.includes(route.method));
    for (const target of chosen) await step(target);
    expect(chosen.length).toBeGreaterThan(30);
    expect(judge.findings).toEqual([]);
  };

  it('says who may use it', () => expect(judge.findings).toEqual([]));
  it('shows itself to nobody else', () => each('GET', (target) => walk.look(target)));
  it('does nothing for anybody else', () => each('POST', (target) => walk.send(target)));
  it('is the same in every spelling', () => each('GET POST', (target) => walk.respell(target)));
  it('is the same with its host in the address', async () => {
    await test.app.listen(0, '127.0.0.1');
    await each('GET', (target) => walk.absolute(target));
  });
});

describe('a planted mistake', () => {
  let found: string[];

  beforeAll(async () => {
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
    const { statusCode } = await test.app.inject('/planted/undeclared');
    expect(statusCode).toBe(500);
  });
});
