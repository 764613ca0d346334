import { join } from 'node:path';
import { DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { Audit } from './audit/audit';
import { Config } from './config/config';
import { Database } from './database/database';
import { Clock } from './kernel/clock';
import { Load } from './kernel/load';
import { Mailer } from './mail/mailer';
import { Heartbeats } from './outbox/heartbeats';
import { Outbox } from './outbox/outbox';
import { OutboxWorker } from './outbox/outbox.worker';
import { PurgeWorker } from './purging/purge.worker';
import { Purges } from './purging/purges';
import { requestRecords } from './purging/request-records.expiries';
import { AccessGuard } from './web/access';
import { Assets } from './web/assets';
import { Cookies } from './web/cookies';
import { Csrf } from './web/csrf';
import { ErrorFilter } from './web/error.filter';
import { Flash } from './web/flash';
import { Installation } from './web/installation';
import { Layout } from './web/layout';
import { Metrics } from './web/metrics';
import { Once } from './web/once';
import { OperationsController } from './web/operations.controller';
import { PageCache } from './web/page-cache';
import { PageInterceptor } from './web/page.interceptor';
import { ParkedForms } from './web/parked-forms';
import { RetryPages } from './web/retry-pages';
import { Throttle } from './web/throttle';
import { Views } from './web/views';

/** The root of the release: templates and assets come from here and nowhere else. */
const root = join(__dirname, '..', '..');

const offered = [
  Clock,
  Load,
  Audit,
  Outbox,
  Heartbeats,
  Mailer,
  Cookies,
  Csrf,
  Flash,
  Installation,
  Layout,
  Metrics,
  Once,
  Purges,
  PageCache,
  ParkedForms,
  RetryPages,
  Throttle,
];

/** What every module may use. The database is opened, and migrated, before Nest starts. */
@Global()
@Module({})
export class SharedModule {
  constructor(purges: Purges) {
    purges.add(...requestRecords);
  }

  static with(config: Config, database: Database): DynamicModule {
    return {
      module: SharedModule,
      imports: [ScheduleModule.forRoot()],
      controllers: [OperationsController],
      providers: [
        { provide: Config, useValue: config },
        { provide: Database, useValue: database },
        { provide: Assets, useFactory: () => new Assets(join(root, 'public')) },
        {
          provide: Views,
          useFactory: (assets: Assets) => new Views(join(root, 'views'), assets),
          inject: [Assets],
        },
        ...offered,
        OutboxWorker,
        PurgeWorker,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [Config, Database, Assets, Views, ...offered],
    };
  }
}
