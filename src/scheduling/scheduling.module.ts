import { Module } from '@nestjs/common';
import { SitesModule } from '../sites/sites.module';
import { CatalogueQueries } from './catalogue.queries';
import { CatalogueController } from './http/catalogue.controller';
import { NightClassesQueries } from './night-classes.queries';

@Module({
  imports: [SitesModule],
  controllers: [CatalogueController],
  providers: [CatalogueQueries, NightClassesQueries],
  exports: [NightClassesQueries],
})
export class SchedulingModule {}
