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
export const WITHOUT_TOKEN = ['POST /elder-mode'];

export const isOurs = ({ url }: Route): boolean => !url.includes('planted');

/** An application with a tree of sites, everybody who asks, and every route that they ask for. */
export class Walking {
  private constructor(
    readonly test: TestApp,
    readonly tree: Tree,
    readonly routes: Route[],
    readonly judge: Judge,
    readonly walk: Walk,
    readonly targets: Target[],
  ) {}

  static async start(): Promise<Walking> {
    const list = new RouteList();
    const env = { SESSION_SECRET: SECRET };
    const test = await startApp({ env, onRoute: list.listen, planted: [PlantedModule] });
    const tree = await Tree.grow(await World.make(test.database, test.clock.now()));
    const routes = list.of(test.app).filter(({ key }) => !FILES.includes(key));
    const judge = new Judge(tree, await askers(tree));
    const walk = new Walk(test, judge);
    const targets = walk.declared(routes.filter(isOurs), WITHOUT_TOKEN);
    return new Walking(test, tree, routes, judge, walk, targets);
  }

  async stop(): Promise<void> {
    this.walk.caller.close();
    await this.test.stop();
  }

  /** Takes a step with every target of these methods, and finds nothing wrong. */
  async each(method: string, step: (target: Target) => Promise<void>): Promise<void> {
    const chosen = this.targets.filter(({ route }) => method.includes(route.method));
    for (const target of chosen) await step(target);
    expect(chosen.length).toBeGreaterThan(30);
    expect(this.judge.findings).toEqual([]);
  }
}
