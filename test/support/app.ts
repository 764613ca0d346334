import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RouteOptions } from 'fastify';
import request from 'supertest';
import { AppModule } from '../../src/app.module';
import { Config } from '../../src/shared/config/config';
import type { Database } from '../../src/shared/database/database';
import { statements } from '../../src/shared/database/database';
import { Clock } from '../../src/shared/kernel/clock';
import { Log } from '../../src/shared/log';
import { Installation } from '../../src/shared/web/installation';
import { adapter, prepare } from '../../src/shared/web/server';
import { TestClock } from './clock';
import { newDatabase } from './database';

export interface TestApp {
  app: NestFastifyApplication;
  database: Database;
  clock: TestClock;
  folder: string;
  /** A browser: keeps its cookies. */
  browser(): ReturnType<typeof request.agent>;
  stop(): Promise<void>;
}

/**
 * The whole application on a database of its own, with a clock that the test sets. Background
 * workers run when the test calls them; their timers are stopped.
 */
export async function startApp(
  options: {
    now?: Date;
    env?: Record<string, string>;
    prepare?: (database: Database) => Promise<void>;
    /** Modules beside those of the product. */
    planted?: Type[];
    /** Is told every route that can be reached. */
    onRoute?: (route: RouteOptions) => void;
  } = {},
): Promise<TestApp> {
  const test = await newDatabase();
  await options.prepare?.(test.database);
  const clock = new TestClock(options.now);
  const config = new Config({
    DATABASE_URL: test.url,
    DATA_DIR: test.folder,
    SEED: 'none',
    SESSION_SECRET: 'a secret of at least thirty-two bytes for tests',
    ...options.env,
  });
  const log = new Log('error');
  const module = await Test.createTestingModule({
    imports: [AppModule.with(config, test.database), ...(options.planted ?? [])],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(adapter(config), {
    bodyParser: false,
    logger: log,
  });
  const server = app.getHttpAdapter().getInstance();
  if (options.onRoute) server.addHook('onRoute', options.onRoute);
  await prepare(app, config, log);
  await app.get(Installation).load();
  await app.init();
  await server.ready();
  stopTimers(app);
  return {
    app,
    database: test.database,
    clock,
    folder: test.folder,
    browser: () => request.agent(app.getHttpServer()),
    stop: async () => {
      await app.close();
      await test.drop();
    },
  };
}

function stopTimers(app: NestFastifyApplication): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only tests need the registry
  const { SchedulerRegistry } = require('@nestjs/schedule') as typeof import('@nestjs/schedule');
  const registry = app.get(SchedulerRegistry);
  for (const name of registry.getIntervals()) registry.deleteInterval(name);
}

/** The hidden token of the first form of a page. */
export function csrfOf(html: string): string {
  const found = /name="_csrf" value="([^"]+)"/.exec(html);
  if (!found) throw new Error('no form with a token on this page');
  return found[1]!;
}

/** What the form of this address on a page was filled from, as it sends it; nothing for other forms. */
export function seenOf(html: string, action: string): { seen?: string } {
  const form = html.split('<form').find((one) => one.includes(` action="${action}"`)) ?? '';
  const found = / name="seen" value="([^"]*)"/.exec(form);
  if (!found) return {};
  const seen = found[1]!
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&amp;', '&');
  return { seen };
}

/** How many statements the application issued while `work` ran. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const listen = () => count++;
  statements.subscribe(listen);
  try {
    await work();
  } finally {
    statements.unsubscribe(listen);
  }
  return count;
}
