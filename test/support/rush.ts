import { ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Database } from '../../src/shared/database/database';
import { sql } from '../../src/shared/database/sql';
import { csrfOf } from './app';
import type { TestDatabase } from './database';
import type { Learner } from './world';

export interface Server {
  port: number;
  process: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const root = join(__dirname, '..', '..');
const started: Server[] = [];

/** Ends every process that was started, also after a test that failed half-way. */
export async function stopServers(): Promise<void> {
  await Promise.all(started.splice(0).map((server) => server.stop('SIGKILL')));
}

/** Starts the application in a process of its own on a test database. */
export async function startServer(
  test: TestDatabase,
  env: Record<string, string> = {},
): Promise<Server> {
  const child = spawn(process.execPath, ['scripts/run-ts.cjs', 'test/support/server.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: test.url,
      DATA_DIR: test.folder,
      SESSION_SECRET: 'a secret of at least thirty-two bytes for tests',
      THROTTLE: 'off',
      ...env,
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (data: Buffer) => {
      const found = /port (\d+)/.exec(String(data));
      if (found) resolve(Number(found[1]));
    });
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM') =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  const server = { port, process: child, stop };
  started.push(server);
  return server;
}

export interface Answer {
  learner: Learner;
  classId: string;
  /** 0 when the connection broke. */
  status: number;
  body: { state: string; enrollmentId: string; position: number | null };
}

interface Call {
  port: number;
  path: string;
  cookie: string;
  body?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

export function call({
  port,
  path,
  cookie,
  body,
}: Call): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const headers: Record<string, string> = {
      cookie,
      accept: body ? 'application/json' : 'text/html',
    };
    if (body) headers['content-type'] = 'application/x-www-form-urlencoded';
    const outgoing = request(
      { agent, port, path, host: '127.0.0.1', method: body ? 'POST' : 'GET', headers },
      (incoming) => {
        let text = '';
        incoming.on('data', (part: Buffer) => (text += String(part)));
        incoming.on('end', () => resolve({ status: incoming.statusCode!, text }));
        incoming.on('error', () => resolve({ status: 0, text }));
      },
    );
    outgoing.on('error', () => resolve({ status: 0, text: '' }));
    outgoing.end(body);
  });
}

/** Fetches each learner's form token, as a browser would by opening the page, again when told to wait. */
export async function tokens(
  port: number,
  path: string,
  learners: Learner[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await Promise.all(
    learners.map(async (learner) => {
      const open = () => call({ port, path, cookie: `sid=${learner.token}` });
      let answer = await open();
      while (answer.status === 503) answer = await open();
      if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`);
      found.set(learner.token, csrfOf(answer.text));
    }),
  );
  return found;
}

/**
 * Everybody presses at once: `choices` says who wants which classes, in which order.
 * @param patience how often one presses again when there was no decision
 */
export async function rush(
  ports: number[],
  choices: [Learner, string][],
  csrf: Map<string, string>,
  patience = 1,
): Promise<Answer[]> {
  return Promise.all(
    choices.map(async ([learner, classId], i) => {
      const body = new URLSearchParams({ _csrf: csrf.get(learner.token)! }).toString();
      const port = ports[i % ports.length]!;
      const path = `/classes/${classId}/enrollments`;
      const press = () => call({ port, path, cookie: `sid=${learner.token}`, body });
      let { status, text } = await press();
      for (let tries = 1; tries < patience && (status === 0 || status >= 500); tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
        ({ status, text } = await press());
      }
      const parsed = status === 200 || status === 201 ? (JSON.parse(text) as Answer['body']) : null;
      return {
        learner,
        classId,
        status,
        body: parsed ?? { state: '', enrollmentId: '', position: null },
      };
    }),
  );
}

interface Count {
  id: string;
  capacity: number;
  taken: number;
  waiting: number;
  seated: unknown;
  queued: unknown;
  people: unknown;
  numbers: unknown;
}

/** What is wrong after a rush; empty when every class is sold exactly and counted right. */
export async function wrongs(database: Database, answers: Answer[]): Promise<string[]> {
  const rows = await database.query<Count>(sql`
    SELECT c.id, c.capacity, c.taken, c.waiting,
      SUM(CASE WHEN e.state = 'enrolled' THEN 1 ELSE 0 END) AS seated,
      SUM(CASE WHEN e.state = 'waitlisted' THEN 1 ELSE 0 END) AS queued,
      COUNT(DISTINCT e.profile_id) AS people, COUNT(DISTINCT e.queue_number) AS numbers
    FROM night_class c JOIN enrollment e ON e.class_id = c.id
    GROUP BY c.id, c.capacity, c.taken, c.waiting`);
  const found: string[] = [];
  for (const row of rows) {
    const [seated, queued] = [Number(row.seated), Number(row.queued)];
    if (seated !== row.capacity) found.push(`${seated} seats sold of ${row.capacity}`);
    if (seated !== row.taken || queued !== row.waiting) found.push('counters differ from the rows');
    if (Number(row.people) !== seated + queued) found.push('a learner twice in a class');
    if (Number(row.numbers) !== queued) found.push('a queue number given twice');
    const positions = answers
      .filter((one) => one.classId === row.id && one.body.position !== null)
      .map((one) => one.body.position!)
      .sort((a, b) => a - b);
    if (positions.some((position, i) => position !== i + 1)) found.push('a gap in the queue');
  }
  const failed = answers.filter((one) => one.status === 0 || one.status >= 500).length;
  if (failed > 0) found.push(`${failed} answers without a decision`);
  return found;
}
