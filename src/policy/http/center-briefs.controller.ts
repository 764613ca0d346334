import { Controller, Get, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt, scopePaths } from '../../shared/web/actor';
import type { Page, Redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
import { centerDesk } from '../../sites/desk-frame';
import { requireCentre } from '../../sites/site.rules';
import { Sent, SentForm } from '../../sites/submission';
import { centerBriefPaths } from '../policy.paths';
import { BriefLists, ListPlace, reviewerAt } from './brief-lists';

/** 政策传真 of the whole county: what waits for a review, and the centre's own. */
@Controller('center/briefs')
@Access('brief.write')
export class CenterBriefsController {
  constructor(private readonly lists: BriefLists) {}

  @Get()
  @Access('brief.view')
  index(@Query() query: Record<string, unknown>, @CurrentActor() actor: Actor): Promise<Page> {
    return this.lists.index(this.place(actor, 'brief.view'), query);
  }

  @Get('new')
  new(@CurrentActor() actor: Actor): Page {
    return this.lists.new(this.place(actor, 'brief.write'));
  }

  @Post()
  create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.lists.create(this.place(sent.actor, 'brief.write'), sent);
  }

  private place(actor: Actor, action: Action): ListPlace {
    requireCentre(actor, action);
    const [sitePath = ''] = scopePaths(actor, action).sort((a, b) => a.length - b.length);
    return {
      siteId: sitePath.replaceAll('/', ''),
      sitePath,
      wide: true,
      mayWrite: mayAt(actor, 'brief.write', sitePath),
      reviewer: reviewerAt(actor, sitePath),
      paths: centerBriefPaths,
      frame: (title) => ({ title, layout: 'desk', desk: centerDesk('briefs') }),
    };
  }
}
