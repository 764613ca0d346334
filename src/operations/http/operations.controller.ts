import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import { pageNumber, pager } from '../../shared/web/paging';
import { centerDesk } from '../../sites/desk-frame';
import { isAtCentre, requireCentre } from '../../sites/site.rules';
import { operationsPaths } from '../operations.paths';
import { OperationsQueries } from '../operations.queries';
import { Vitals } from '../vital-signs.service';
import { operationsPage } from './operations.page';

const PAGE_SIZE = 20;

/** 运行状况: whether the machine does what nobody watches it doing. */
@Controller('center/operations')
@Access('center.view')
export class OperationsPageController {
  constructor(
    private readonly vitals: Vitals,
    private readonly queries: OperationsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Query('page') asked: unknown, @CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'center.view');
    const number = pageNumber(asked);
    const [signs, database, dead] = await Promise.all([
      this.vitals.read(),
      this.queries.facts(),
      this.queries.deadMails(PAGE_SIZE, (number - 1) * PAGE_SIZE),
    ]);
    const href = (n: number) => `${operationsPaths.show()}?page=${n}`;
    const links = pager(number, PAGE_SIZE, signs.mail.dead, href);
    const mayManage = isAtCentre(actor, 'mail.manage');
    const model = operationsPage(
      { signs, database, dead, pager: links, mayManage },
      this.clock.now(),
    );
    const options = { title: '运行状况', layout: 'desk', desk: centerDesk('operations') } as const;
    return page('operations/show', model, options);
  }
}
