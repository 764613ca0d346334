import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Order } from './server';

export const SECRET = 'a secret of at least thirty-two bytes for measuring';
const root = join(__dirname, '..', '..');

/** The processes of one installation of the app. */
export class Servers {
  private constructor(
    private readonly children: ChildProcess[],
    readonly ports: number[],
  ) {}

  static async start(url: string, folder: string, count: number): Promise<Servers> {
    const children: ChildProcess[] = [];
    const ports: number[] = [];
    for (let i = 0; i < count; i++) {
      const child = fork('scripts/run-ts.cjs', ['test/bench/server.ts'], {
        cwd: root,
        execArgv: ['--max-semi-space-size=32'], // as npm start
        env: {
          ...process.env,
          DATABASE_URL: url,
          DATA_DIR: folder,
          SESSION_SECRET: SECRET,
          THROTTLE: 'off',
        },
      });
      children.push(child);
      ports.push((await answerOf(child)) as number);
    }
    return new Servers(children, ports);
  }

  /** Tells every process; gives the CPU time all of them used so far, in microseconds. */
  async tell(order: Order): Promise<number> {
    const used = await Promise.all(
      this.children.map((child) => {
        child.send(order);
        return answerOf(child) as Promise<NodeJS.CpuUsage>;
      }),
    );
    return used.reduce((sum, { user, system }) => sum + user + system, 0);
  }

  cpu(): Promise<number> {
    return this.tell({ do: 'cpu' });
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.children.map(
        (child) =>
          new Promise((resolve) => {
            child.once('exit', resolve);
            child.kill('SIGKILL');
          }),
      ),
    );
  }
}

const answerOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a server ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.removeListener('exit', gone);
      resolve(message);
    });
  });
