import { Module } from '@nestjs/common';
import { Purges } from '../shared/purging/purges';
import { SitesModule } from '../sites/sites.module';
import { MailRetriesController } from './http/mail-retries.controller';
import { OperationsPageController } from './http/operations.controller';
import { MailRetries } from './mail-retries.service';
import { spentMails } from './operations.expiries';
import { OperationsQueries } from './operations.queries';
import { Vitals } from './vital-signs.service';

/** Whether the installation is well, for the people who answer for it. */
@Module({
  imports: [SitesModule],
  controllers: [OperationsPageController, MailRetriesController],
  providers: [OperationsQueries, Vitals, MailRetries],
  exports: [Vitals],
})
export class OperationsModule {
  constructor(purges: Purges) {
    purges.add(spentMails);
  }
}
