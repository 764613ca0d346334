import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, scopePaths } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import type { WebReply } from '../../shared/web/web-request';
import { centerDesk, schoolDesk } from '../../sites/desk-frame';
import { SchoolsQueries } from '../../sites/schools.queries';
import { prefacePaths } from '../preface.paths';
import type { ReachScope } from '../reach.queries';
import { Days, daysOf } from '../reach.rules';
import { ReachReports } from '../reach.service';
import { reachPage } from './reach.page';
import { reachWorkbook } from './reach.workbook';

type Asked = Record<string, unknown>;
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TITLE = '政策传真讲到了多少人';

/** Whom the prefaces have reached: of the county, and of one school. */
@Controller()
@Access('desk.view')
export class ReachController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly reports: ReachReports,
    private readonly clock: Clock,
  ) {}

  @Get('schools/:schoolId/desk/preface/reach')
  async school(
    @Param('schoolId') schoolId: string,
    @Query() asked: Asked,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const days = this.days(asked);
    const links = {
      ...{ backHref: prefacePaths.desk(school.id), title: TITLE, county: false },
      fileHref: prefacePaths.reachFile(school.id, queryOf(days)),
    };
    const reach = await this.reports.of(scopeOf([], school.id, days));
    return page('preface/reach', reachPage(reach, days, links, this.clock.now()), {
      ...{ title: `${TITLE}，${school.name}`, layout: 'desk', desk: schoolDesk(school, 'preface') },
    });
  }

  @Get('schools/:schoolId/desk/preface/reach.xlsx')
  async schoolFile(
    @Param('schoolId') schoolId: string,
    @Query() asked: Asked,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Buffer> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const days = this.days(asked);
    const reach = await this.reports.of(scopeOf([], school.id, days));
    await this.reports.recordExport(actor.accountId, school.siteId, days);
    asFile(reply, school.name);
    return reachWorkbook(reach, days, school.name);
  }

  @Access('center.view')
  @Get('center/preface/reach')
  async county(@Query() asked: Asked, @CurrentActor() actor: Actor): Promise<Page> {
    const days = this.days(asked);
    const links = {
      ...{ backHref: prefacePaths.center, title: TITLE, county: true },
      fileHref: prefacePaths.centerReachFile(queryOf(days)),
    };
    const reach = await this.reports.of(scopeOf(scopePaths(actor, 'center.view'), null, days));
    return page('preface/reach', reachPage(reach, days, links, this.clock.now()), {
      ...{ title: TITLE, layout: 'desk', desk: centerDesk('preface') },
    });
  }

  @Access('center.view')
  @Get('center/preface/reach.xlsx')
  async countyFile(
    @Query() asked: Asked,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Buffer> {
    const days = this.days(asked);
    const within = scopePaths(actor, 'center.view');
    const reach = await this.reports.of(scopeOf(within, null, days));
    const siteId = actor.grants.find(({ sitePath }) => within.includes(sitePath))!.siteId;
    await this.reports.recordExport(actor.accountId, siteId, days);
    asFile(reply, '全县');
    return reachWorkbook(reach, days, '全县');
  }

  private days = (asked: Asked): Days => daysOf(asked, dateOf(this.clock.now()));
}

const queryOf = ({ from, to }: Days): string => `?from=${from}&to=${to}`;

const scopeOf = (within: readonly string[], schoolId: string | null, days: Days): ReachScope => ({
  ...{ within, schoolId, from: instantOf(days.from), to: instantOf(addDays(days.to, 1)) },
});

function asFile(reply: WebReply, place: string): void {
  const name = encodeURIComponent(`${place} 政策传真.xlsx`);
  void reply
    .header('content-type', WORKBOOK)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="reach.xlsx"; filename*=UTF-8''${name}`);
}
