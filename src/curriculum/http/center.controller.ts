import { Controller, Get } from '@nestjs/common';
import { operationsPaths } from '../../operations/operations.paths';
import { Vitals } from '../../operations/vital-signs.service';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import { centerDesk } from '../../sites/desk-frame';
import { RoomsQueries } from '../../sites/rooms.queries';
import { SchoolRow, SchoolsQueries } from '../../sites/schools.queries';
import { schoolPaths, sitePaths } from '../../sites/sites.paths';
import { CoursesQueries } from '../courses.queries';
import { courseDeskPaths } from '../curriculum.paths';

const schoolItem = (school: SchoolRow) => ({
  name: school.name,
  officeName: school.officeName,
  principal: school.principal,
  phone: school.phone,
  deskHref: schoolPaths.desk({ schoolId: school.id }),
});

/** The centre's first page: what there is, and the way into each school. */
@Controller('center')
@Access('center.view')
export class CenterController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly rooms: RoomsQueries,
    private readonly courses: CoursesQueries,
    private readonly vitals: Vitals,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    const schools = await this.schools.scopedSchools(actor, 'center.view');
    const [rooms, courseCount, alarms] = await Promise.all([
      this.rooms.openAt(schools.map((school) => school.id)),
      this.courses.count(),
      this.vitals.alarmsFor(actor),
    ]);
    const [first] = schools;
    const model = {
      alarms,
      operationsHref: operationsPaths.show(),
      schoolCount: schools.length,
      roomCount: rooms.length,
      seatCount: rooms.reduce((sum, room) => sum + room.capacity, 0),
      courseCount,
      schools: schools.map(schoolItem),
      mayManage: first !== undefined && mayAt(actor, 'site.manage', first.sitePath),
      sitesHref: sitePaths.index(),
      coursesHref: courseDeskPaths.index(),
    };
    const options = { title: '总览', layout: 'desk', desk: centerDesk('overview') } as const;
    return page('curriculum/center', model, options);
  }
}
