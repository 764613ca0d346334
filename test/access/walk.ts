import { rights } from '../../src/shared/web/rights';
import type { TestApp } from '../support/app';
import type { Asker } from './actors';
import { Answer, kindOf, spellings, UNKNOWN_FIELD } from './answers';
import { Caller, Fields } from './caller';
import type { Judge } from './judge';
import type { Route } from './routes';
import { snapshot } from './snapshot';
import { Target } from './target';

/** What nobody may set by sending it, and what no object may be given (quality C4). */
const EXTRAS = ['role', 'siteId', 'state', 'accountId', 'ownerId'];
const PROTOTYPES = ['__proto__', 'constructor', 'prototype'];

/** Walks routes as everybody; what is not as the rights matrix says ends in the judge's findings. */
export class Walk {
  readonly caller: Caller;
  /** The database after the last step, so that one look at it does for two. */
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly test: TestApp,
    private readonly judge: Judge,
  ) {
    this.caller = new Caller(test);
  }

  /** Routes nobody thought about. @returns those that can be walked */
  declared(routes: readonly Route[], withoutToken: readonly string[]): Target[] {
    return routes.flatMap((route) => {
      const { key, method, access } = route;
      const target = new Target(route, this.judge.tree);
      if (!access) {
        this.judge.found(key, 'declares no access');
        return [];
      }
      if (!['GET', 'POST'].includes(method)) this.judge.found(key, 'neither GET nor POST');
      if (!access.token && !withoutToken.includes(key)) this.judge.found(key, 'asks no token');
      if (method === 'POST' && access.rule in rights)
        if ((rights[access.rule as keyof typeof rights] as readonly string[]).includes('auditor'))
          this.judge.found(key, 'lets an auditor change something');
      for (const word of target.unknown)
        this.judge.found(key, `the walk has no record for "${word}" (target.ts)`);
      return target.unknown.length === 0 ? [target] : [];
    });
  }

  /** Looking: who sees it, that others cannot tell it is there, and that nothing changes. */
  async look(target: Target): Promise<void> {
    const get = (asker: Asker, url: string) => this.caller.get(asker, url);
    await this.unchanged(target, 'without looks', async () => {
      await this.asEverybody(target, get);
      await this.crossed(target, get);
      for (const asker of this.judge.oneOfEach(target)) {
        const answer = await get(asker, target.url());
        const head = await this.caller.get(asker, target.url(), 'HEAD');
        if (head.status !== answer.status || head.body !== '')
          this.judge.found(`HEAD ${target.route.url}`, `${head.status} ${head.body}`, asker);
      }
    });
  }

  /** Sending: the same, and that a form needs its token, its own page, and its own fields only. */
  async send(target: Target): Promise<void> {
    const fields: Fields = [...target.fields, ['ownerId', 'somebody']];
    const post = (asker: Asker, url: string) => this.caller.post(asker, url, fields);
    await this.unchanged(target, 'with looks', async () => {
      await this.asEverybody(target, post);
      await this.crossed(target, post);
      await this.forged(target);
      await this.extraFields(target);
    });
  }

  /** Another spelling of the address is not a way round. */
  async respell(target: Target): Promise<void> {
    const { method, url } = target.route;
    for (const asker of this.judge.refused(target))
      for (const spelt of spellings(target.url())) {
        // a visitor's form is kept for after sign-in: slow, and shown by the plain address
        if (method === 'POST' && !asker.person) continue;
        const answer = await this.caller[method === 'GET' ? 'get' : 'post'](asker, spelt);
        this.noWayRound(target, asker, answer, `${method} ${url} spelt ${spelt}`);
      }
  }

  /** Nor is the address with the host in it; for a listening application. */
  async absolute(target: Target): Promise<void> {
    for (const asker of this.judge.refused(target)) {
      const answer = await this.caller.absolute(asker, target.url());
      this.noWayRound(target, asker, answer, `${target.route.key} with its host`);
    }
  }

  private noWayRound(target: Target, asker: Asker, answer: Answer, where: string): void {
    const kind = kindOf(answer);
    if (kind !== 'missing' && kind !== target.expect(asker)) this.judge.found(where, kind, asker);
    this.judge.read(target, asker, answer);
  }

  private async asEverybody(
    target: Target,
    ask: (asker: Asker, url: string) => Promise<Answer>,
  ): Promise<void> {
    const missing = target.missing();
    const unlike = new Map<string, Answer>();
    for (const asker of this.judge.worthAsking(target)) {
      const answer = await ask(asker, target.url());
      this.judge.kind(target, asker, answer);
      if (!missing || target.expect(asker) !== 'missing') continue;
      const kind = asker.grant?.role ?? asker.label;
      const other = unlike.get(kind) ?? (await ask(asker, missing));
      unlike.set(kind, other);
      this.judge.same(target, asker, answer, other);
    }
  }

  /** An own record in front does not open a foreign one behind it, nor a public page a draft. */
  private async crossed(
    target: Target,
    ask: (asker: Asker, url: string) => Promise<Answer>,
  ): Promise<void> {
    const asker = this.judge.holder(target);
    for (const { foreign, missing } of [...target.crossed(), ...target.hidden()])
      this.judge.same(target, asker, await ask(asker, foreign), await ask(asker, missing));
  }

  private async forged(target: Target): Promise<void> {
    const asker = this.judge.holder(target);
    const answers = {
      'from another site': await this.caller.post(asker, target.url(), target.fields, {
        'sec-fetch-site': 'cross-site',
      }),
      ...(target.route.access!.token && {
        'without a token': await this.caller.post(asker, target.url(), [['_csrf', '']]),
        'with a wrong token': await this.caller.post(asker, target.url(), [['_csrf', 'x-y']]),
      }),
    };
    for (const [how, { status }] of Object.entries(answers))
      if (status !== 403) this.judge.found(target.route.key, `${how}: ${status}`, asker);
  }

  private async extraFields(target: Target): Promise<void> {
    const asker = this.judge.holder(target);
    for (const name of [...EXTRAS, ...PROTOTYPES]) {
      if (target.asksFor(name)) continue;
      const sent: Fields = [...target.fields, [name, 'center']];
      const { status, body } = await this.caller.post(asker, target.url(), sent);
      if (status !== 422 || !body.includes(UNKNOWN_FIELD))
        this.judge.found(target.route.key, `takes the field ${name}: ${status}`, asker);
    }
  }

  private async unchanged(
    target: Target,
    looks: 'with looks' | 'without looks',
    work: () => Promise<void>,
  ): Promise<void> {
    const before = this.seen.get(looks) ?? (await snapshot(this.test.database, looks));
    await work();
    const after = await snapshot(this.test.database, looks);
    this.seen.set(looks, after);
    if (after !== before) this.judge.found(target.route.key, 'changes something');
  }
}
