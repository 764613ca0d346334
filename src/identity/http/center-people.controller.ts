import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, scopePaths } from '../../shared/web/actor';
import { Page, Redirect } from '../../shared/web/page';
import { centerDesk } from '../../sites/desk-frame';
import { Sent, SentForm } from '../../sites/submission';
import { peoplePaths } from '../identity.paths';
import type { Place } from './people.page';
import { PeopleDesk } from './people-desk';

/** Who works anywhere in the county; the rules of granting decide what the centre may change. */
@Controller('center/people')
@Access('center.view')
export class CenterPeopleController {
  constructor(private readonly people: PeopleDesk) {}

  @Get()
  index(@Query('page') at: unknown, @CurrentActor() actor: Actor): Promise<Page> {
    return this.people.index(place(actor), actor, at);
  }

  @Post()
  create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.people.create(place(sent.actor), sent);
  }

  @Get(':grantId/removal')
  confirm(@Param('grantId') grantId: string, @CurrentActor() actor: Actor): Promise<Page> {
    return this.people.confirm(place(actor), actor, grantId);
  }

  @Post(':grantId/removal')
  remove(@Param('grantId') grantId: string, @SentForm() sent: Sent): Promise<Redirect> {
    return this.people.remove(place(sent.actor), sent, grantId);
  }
}

const place = (actor: Actor): Place => ({
  scope: scopePaths(actor, 'center.view'),
  base: peoplePaths.center(),
  desk: centerDesk('people'),
});
