import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import type { Page, Redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
import { schoolDesk } from '../../sites/desk-frame';
import { SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import { deskBriefPaths } from '../policy.paths';
import { BriefLists, ListPlace, reviewerAt } from './brief-lists';

/** 政策传真 on the workbench of a school: its own briefs. */
@Controller('schools/:schoolId/desk/briefs')
@Access('brief.write')
export class DeskBriefsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly lists: BriefLists,
  ) {}

  @Get()
  @Access('brief.view')
  async index(
    @Param('schoolId') schoolId: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    return this.lists.index(await this.place(actor, 'brief.view', schoolId), query);
  }

  @Get('new')
  async new(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    return this.lists.new(await this.place(actor, 'brief.write', schoolId));
  }

  @Post()
  async create(
    @Param('schoolId') schoolId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    return this.lists.create(await this.place(sent.actor, 'brief.write', schoolId), sent);
  }

  private async place(actor: Actor, action: Action, schoolId: string): Promise<ListPlace> {
    const school = await this.schools.forDesk(actor, action, schoolId);
    return {
      siteId: school.siteId,
      sitePath: school.sitePath,
      wide: false,
      mayWrite: mayAt(actor, 'brief.write', school.sitePath),
      reviewer: reviewerAt(actor, school.sitePath),
      paths: deskBriefPaths(school.id),
      frame: (title) => ({ title, layout: 'desk', desk: schoolDesk(school, 'briefs') }),
    };
  }
}
