import { Module } from '@nestjs/common';
import { SchoolsController } from './http/schools.controller';
import { RoomsQueries } from './rooms.queries';
import { SchoolsQueries } from './schools.queries';
import { SitesQueries } from './sites.queries';

/** The tree of sites, the schools of its stations and their rooms. */
@Module({
  controllers: [SchoolsController],
  providers: [SitesQueries, SchoolsQueries, RoomsQueries],
  exports: [SitesQueries, SchoolsQueries, RoomsQueries],
})
export class SitesModule {}
