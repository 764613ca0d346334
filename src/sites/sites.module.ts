import { Module } from '@nestjs/common';
import { RoomClosuresController } from './http/room-closures.controller';
import { RoomsController } from './http/rooms.controller';
import { SchoolDeskController } from './http/school-desk.controller';
import { SchoolsController } from './http/schools.controller';
import { SitesController } from './http/sites.controller';
import { RoomsQueries } from './rooms.queries';
import { RoomsService } from './rooms.service';
import { SchoolsQueries } from './schools.queries';
import { SchoolsService } from './schools.service';
import { SitesQueries } from './sites.queries';
import { SitesService } from './sites.service';
import { Submission } from './submission';

/** The tree of sites, the schools of its stations and their rooms. */
@Module({
  controllers: [
    SchoolsController,
    SchoolDeskController,
    RoomsController,
    RoomClosuresController,
    SitesController,
  ],
  providers: [
    SitesQueries,
    SchoolsQueries,
    RoomsQueries,
    SitesService,
    SchoolsService,
    RoomsService,
    Submission,
  ],
  exports: [SitesQueries, SchoolsQueries, RoomsQueries, Submission],
})
export class SitesModule {}
