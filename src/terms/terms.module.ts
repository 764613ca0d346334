import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { CountyTermsController } from './http/county-terms.controller';
import { SchoolTermsController } from './http/school-terms.controller';
import { TermsQueries } from './terms.queries';
import { Terms } from './terms.service';

/** 学期: the terms of the county, and the days that a school has of its own. */
@Module({
  imports: [SitesModule],
  controllers: [CountyTermsController, SchoolTermsController],
  providers: [Terms, TermsQueries],
  exports: [Terms, TermsQueries],
})
export class TermsModule {}
