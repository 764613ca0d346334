import { Controller, Get, Param, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { page, Page } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { pageNumber, pager } from '../../shared/web/paging';
import { RoomsQueries } from '../rooms.queries';
import { SchoolsQueries } from '../schools.queries';
import { schoolPaths } from '../sites.paths';
import { schoolShow, schoolsIndex } from './schools.page';

const PAGE_SIZE = 24;

/** The schools as everyone sees them. */
@Controller('schools')
@Access('public')
export class SchoolsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly rooms: RoomsQueries,
  ) {}

  @Get()
  @CachedPage()
  async index(@Query('page') asked: unknown): Promise<Page> {
    const number = pageNumber(asked);
    const [found, total] = await Promise.all([
      this.schools.list(PAGE_SIZE, (number - 1) * PAGE_SIZE),
      this.schools.count(),
    ]);
    const rooms = await this.rooms.openAt(found.map((school) => school.id));
    const href = (n: number) => `${schoolPaths.index()}?page=${n}`;
    const model = schoolsIndex(found, rooms, pager(number, PAGE_SIZE, total, href));
    return page('sites/schools', model, { title: '教学点', tab: 'schools' });
  }

  @Get(':schoolId')
  @CachedPage()
  async show(@Param('schoolId') schoolId: string): Promise<Page> {
    const school = await this.schools.show(schoolId);
    const rooms = await this.rooms.openAt([school.id]);
    return page('sites/school', schoolShow(school, rooms), { title: school.name, tab: 'schools' });
  }
}
