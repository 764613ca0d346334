import { Controller, Get, Param } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import { centerDesk, schoolDesk } from '../../sites/desk-frame';
import { SchoolsQueries } from '../../sites/schools.queries';
import { requireCentre } from '../../sites/site.rules';
import { JudgementsQueries } from '../judgements.queries';
import { judgementsPage } from './judgements.page';

/** Which classes somebody has to decide about. */
@Controller()
export class JudgementsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly judgements: JudgementsQueries,
    private readonly clock: Clock,
  ) {}

  @Get('schools/:schoolId/desk/judgements')
  @Access('desk.view')
  async ofSchool(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const now = this.clock.now();
    const mayManage = mayAt(actor, 'class.manage', school.sitePath);
    const may = { manage: () => mayManage, seeSchools: false };
    const model = judgementsPage(await this.judgements.open(now, school.id), may, now);
    const desk = schoolDesk(school, 'classes');
    return page('judging/index', model, { title: '开班判断', layout: 'desk', desk });
  }

  /** Of all schools, to look at; the school decides, or whoever goes to its page. */
  @Get('center/judgements')
  @Access('center.view')
  async ofCounty(@CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'center.view');
    const now = this.clock.now();
    const may = { manage: () => false, seeSchools: true };
    const model = judgementsPage(await this.judgements.open(now), may, now);
    const desk = centerDesk('judgements');
    return page('judging/index', model, { title: '开班判断', layout: 'desk', desk });
  }
}
