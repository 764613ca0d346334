import 'reflect-metadata';
import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { AppModule } from '../../src/app.module';
import { createApp } from '../../src/boot';
import { AdmissionWriter } from '../../src/enrollment/admission.writer';
import { Enrolling } from '../../src/enrollment/enrolling.service';
import { entities } from '../../src/entities';
import { Config } from '../../src/shared/config/config';
import { openDatabase } from '../../src/shared/database/open';
import { Log } from '../../src/shared/log';
import { Access } from '../../src/shared/web/access';

let held = Buffer.alloc(0);

/** What the scenes are measured against: routes of the same app that do nothing. */
@Controller('bench')
class BenchController {
  /** The session and the form token as for an enrollment, then nothing. */
  @Post('empty')
  @Access('account')
  empty(@Body() body: object) {
    return { fields: Object.keys(body).length };
  }

  @Get('hello')
  @Access('public')
  hello() {
    return 'hello';
  }

  /** Bytes from memory. */
  @Get('static')
  @Access('public')
  @Header('content-type', 'text/html; charset=utf-8')
  static() {
    return held;
  }
}

/** What the parent asks of a server; each order is answered with the CPU time used so far. */
export type Order = { do: 'cpu' } | { do: 'static'; bytes: number } | { do: 'batch'; on: boolean };

/** A process of its own, so that what it costs can be told from what the client costs. */
async function main(): Promise<void> {
  const config = new Config();
  const database = await openDatabase(config, entities, false);
  const root = AppModule.with(config, database);
  const app = await createApp(config, database, new Log('error'), {
    ...root,
    controllers: [BenchController],
  });
  const { batcher } = app.get<Enrolling, { batcher: { submit: Submit } }>(Enrolling);
  const submit = batcher.submit.bind(batcher);
  process.on('message', (order: Order) => {
    if (order.do === 'static') held = Buffer.alloc(order.bytes, 'x');
    if (order.do === 'batch') batcher.submit = order.on ? submit : oneByOne(app);
    process.send!(process.cpuUsage());
  });
  process.once('disconnect', () => process.exit());
  await app.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  process.send!((app.getHttpServer().address() as { port: number }).port);
}

type Submit = (entry: never) => Promise<unknown>;

/** The naive way: the same decision and the same rows, but a transaction for each press. */
function oneByOne(app: Awaited<ReturnType<typeof createApp>>): Submit {
  const writer = app.get(AdmissionWriter);
  return async (entry) => {
    const [answer] = await writer.write([entry]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

void main();
