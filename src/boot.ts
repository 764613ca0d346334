import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { Config } from './shared/config/config';
import { Database } from './shared/database/database';
import { Log } from './shared/log';
import { Installation } from './shared/web/installation';
import { adapter, prepare } from './shared/web/server';

/**
 * The web application on an open database, ready to listen.
 * @param root what it consists of; a measurement adds routes of its own
 */
export async function createApp(
  config: Config,
  database: Database,
  log = new Log(),
  root: DynamicModule = AppModule.with(config, database),
) {
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter(config), {
    logger: log,
    bodyParser: false,
    abortOnError: false,
  });
  await prepare(app, config, log);
  await app.get(Installation).load();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
