import { createApp } from './boot';
import { seedDemo } from './demo/seed-demo';
import { entities } from './entities';
import { Config } from './shared/config/config';
import { holdFolder } from './shared/database/one-process';
import { openDatabase } from './shared/database/open';
import { Clock } from './shared/kernel/clock';
import { Log } from './shared/log';

/** The longest wait for running requests after a stop signal (quality H3). */
const STOP_MS = 10_000;

async function main(): Promise<void> {
  const config = new Config();
  const log = new Log();
  if (!config.postgres) holdFolder(config.dataDir);
  const database = await openDatabase(config, entities);
  if (config.seed === 'demo')
    await seedDemo(database, new Clock().now(), (line) => log.log(line, 'demo'));
  const app = await createApp(config, database, log);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void app
      .close()
      .then(() => database.close())
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await app.listen({ port: config.port, host: config.host, backlog: 4096 });
  log.log(`listening, open ${config.publicUrl}`, 'start');
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
