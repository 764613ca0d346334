import 'reflect-metadata';
import { createApp } from '../../src/boot';
import { AdmissionQueries } from '../../src/enrollment/admission.queries';
import { AdmissionWriter } from '../../src/enrollment/admission.writer';
import { Enrolling } from '../../src/enrollment/enrolling.service';
import { entities } from '../../src/entities';
import { Config } from '../../src/shared/config/config';
import { openDatabase } from '../../src/shared/database/open';
import { Clock } from '../../src/shared/kernel/clock';
import { Log } from '../../src/shared/log';

/**
 * A process of its own for race and kill tests; prints its port. With GUARD=off everybody is decided
 * alone, without the gate, the batch and the row lock: what the tests must be able to notice. With
 * CLOCK_AHEAD its clock is so many milliseconds ahead.
 */
async function main(): Promise<void> {
  const config = new Config();
  const database = await openDatabase(config, entities, false);
  const app = await createApp(config, database, new Log('error'));
  const ahead = Number(process.env.CLOCK_AHEAD ?? 0);
  app.get(Clock).now = () => new Date(Date.now() + ahead);
  if (process.env.GUARD === 'off') switchGuardOff(app.get(Enrolling), app.get(AdmissionWriter));
  await app.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  const address = app.getHttpServer().address() as { port: number };
  process.stdout.write(`port ${address.port}\n`);
}

function switchGuardOff(enrolling: Enrolling, writer: AdmissionWriter): void {
  type Loose = Record<string, (...args: unknown[]) => Promise<unknown>>;
  const { database } = writer as unknown as {
    database: { postgres: boolean; writer: { manager: unknown }; write: unknown };
  };
  if (!database.postgres)
    database.write = (work: (tx: unknown) => unknown) =>
      Promise.resolve(work(database.writer.manager));
  const queries = AdmissionQueries.prototype as unknown as Loose;
  const lock = queries.lock!;
  queries.lock = async function (this: unknown, ...args) {
    const facts = await lock.call(this, ...args, false);
    // let others in between reading and writing, however busy the machine is
    await new Promise((resolve) => setTimeout(resolve, 20));
    return facts;
  };
  const open = enrolling as unknown as { batcher: { submit: unknown } };
  open.batcher.submit = async (entry: never) => {
    const [answer] = await writer.write([entry]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

void main();
