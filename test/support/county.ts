import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { loadDemoCounty } from '../../src/demo/demo-county';
import { Sql, sql } from '../../src/shared/database/sql';
import { newToken, sha256 } from '../../src/shared/kernel/ids';
import { newDatabase, TestDatabase } from './database';
import { Server, startServer } from './rush';

/** Whose pages they are: a demo account's telephone, or nobody's. */
export type Person = string | null;
export const LEARNER = '19000000001';
export const CLERK = '19000000201';
export const PRINCIPAL = '19000000202';
export const CENTER = '19000000301';
export const AUDITOR = '19000000401';

const HOUR = 3_600_000;

/** The demo county in a server of its own, and doors into it for every demo account. */
export class County {
  private readonly cookies = new Map<string, Record<string, string>>();

  private constructor(
    readonly test: TestDatabase,
    private readonly server: Server,
  ) {}

  static async start(): Promise<County> {
    const test = await newDatabase();
    await loadDemoCounty(test.database, new Date(), 'no password', 'no password');
    return new County(test, await startServer(test));
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.test.drop();
  }

  at(path: string): string {
    return `http://127.0.0.1:${this.server.port}${path}`;
  }

  /** The id that a query finds first. */
  async id(query: Sql): Promise<string> {
    const row = await this.test.database.one<{ id: string }>(query);
    if (!row) throw new Error(`the demo county has none: ${query.strings.join('?')}`);
    return row.id;
  }

  /** The same as {@link id} for what a worker does soon after the start. */
  async eventually(query: Sql): Promise<string> {
    for (let i = 0; i < 100; i++) {
      if (await this.test.database.one(query)) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return this.id(query);
  }

  async update(table: string, row: { id: string } & Record<string, unknown>): Promise<void> {
    await this.test.database.write((tx) => this.test.database.updateRows(tx, table, [row]));
  }

  async insert(table: string, row: Record<string, unknown>): Promise<void> {
    await this.test.database.write((tx) => this.test.database.insertRows(tx, table, [row]));
  }

  /** The cookies of a signed-in browser, one session for each person. */
  async cookiesOf(person: Person): Promise<Record<string, string>> {
    if (person === null) return {};
    const known = this.cookies.get(person);
    if (known) return known;
    const sid = newToken();
    const at = new Date();
    await this.insert('session', {
      id_hash: sha256(sid),
      account_id: await this.id(sql`SELECT id FROM account WHERE phone = ${person}`),
      staff: person !== LEARNER,
      created_at: at,
      seen_at: at,
      expires_at: new Date(at.getTime() + HOUR),
    });
    const made = { sid, ...(person === LEARNER ? { parked: await this.parked(person) } : {}) };
    this.cookies.set(person, made);
    return made;
  }

  /** A form that was sent after the session had ended. */
  private async parked(person: string): Promise<string> {
    const token = newToken();
    await this.insert('parked_form', {
      token_hash: sha256(token),
      account_id: await this.id(sql`SELECT id FROM account WHERE phone = ${person}`),
      path: '/profiles/new/family',
      body: JSON.stringify({ name: '王建国' }),
      expires_at: new Date(Date.now() + HOUR),
    });
    return token;
  }

  /** A browser that is signed in as a demo account, or as nobody. */
  async context(
    browser: Browser,
    person: Person,
    more: BrowserContextOptions & { elder?: boolean } = {},
  ): Promise<BrowserContext> {
    const { elder, ...options } = more;
    const made = await browser.newContext({ bypassCSP: true, locale: 'zh-CN', ...options });
    const cookies = { ...(await this.cookiesOf(person)), ...(elder ? { mode: 'elder' } : {}) };
    await made.addCookies(
      Object.entries(cookies).map(([name, value]) => ({
        name,
        value,
        domain: '127.0.0.1',
        path: '/',
      })),
    );
    return made;
  }
}
