import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { Page, Redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
import { schoolDesk } from '../../sites/desk-frame';
import { SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import { peoplePaths } from '../identity.paths';
import type { Place } from './people.page';
import { PeopleDesk } from './people-desk';

/** Who works at a school; its principal gives and takes. */
@Controller('schools/:schoolId/desk/people')
@Access('people.manage')
export class SchoolPeopleController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly people: PeopleDesk,
  ) {}

  @Get()
  @Access('people.view')
  async index(
    @Param('schoolId') schoolId: string,
    @Query('page') at: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    return this.people.index(await this.place(actor, 'people.view', schoolId), actor, at);
  }

  @Post()
  async create(
    @Param('schoolId') schoolId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    return this.people.create(await this.place(sent.actor, 'people.manage', schoolId), sent);
  }

  @Get(':grantId/removal')
  async confirm(
    @Param('schoolId') schoolId: string,
    @Param('grantId') grantId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const place = await this.place(actor, 'people.manage', schoolId);
    return this.people.confirm(place, actor, grantId);
  }

  @Post(':grantId/removal')
  async remove(
    @Param('schoolId') schoolId: string,
    @Param('grantId') grantId: string,
    @SentForm() sent: Sent,
  ): Promise<Redirect> {
    const place = await this.place(sent.actor, 'people.manage', schoolId);
    return this.people.remove(place, sent, grantId);
  }

  private async place(actor: Actor, action: Action, schoolId: string): Promise<Place> {
    const school = await this.schools.forDesk(actor, action, schoolId);
    return {
      scope: [school.sitePath],
      base: peoplePaths.school(school.id),
      desk: schoolDesk(school, 'people'),
    };
  }
}
