import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, scopePaths } from '../../shared/web/actor';
import { Page, Redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
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
    return this.people.index(place(actor, 'center.view'), actor, at);
  }

  @Post()
  @Access('center.manage')
  create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.people.create(place(sent.actor, 'center.manage'), sent);
  }

  @Get(':grantId/removal')
  @Access('center.manage')
  confirm(@Param('grantId') grantId: string, @CurrentActor() actor: Actor): Promise<Page> {
    return this.people.confirm(place(actor, 'center.manage'), actor, grantId);
  }

  @Post(':grantId/removal')
  @Access('center.manage')
  remove(@Param('grantId') grantId: string, @SentForm() sent: Sent): Promise<Redirect> {
    return this.people.remove(place(sent.actor, 'center.manage'), sent, grantId);
  }
}

const place = (actor: Actor, action: Action): Place => ({
  scope: scopePaths(actor, action),
  base: peoplePaths.center(),
  desk: centerDesk('people'),
});
