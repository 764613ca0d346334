import { Controller, Get, Param, Post } from '@nestjs/common';
import { Config } from '../../shared/config/config';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { page, Page, Redirect } from '../../shared/web/page';
import { SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskFeeds } from '../desk-feeds.service';
import { FeedLinks } from '../feed-links.service';
import { feedPaths } from '../feeds.paths';
import { deskFeedsPage, feedsFrame } from './desk-feeds.page';
import { FeedForm } from './feed.form';

/** 日历订阅: private addresses for the calendars of a school, its rooms and its teachers. */
@Controller('schools/:schoolId/desk/feeds')
@Access('class.manage')
export class DeskFeedsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly feeds: DeskFeeds,
    private readonly links: FeedLinks,
    private readonly submission: Submission,
    private readonly config: Config,
  ) {}

  @Get()
  async index(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'class.manage', schoolId);
    const feeds = await this.feeds.list(school);
    const model = deskFeedsPage(school, feeds, this.config.publicUrl);
    return page('feeds/desk-feeds', model, feedsFrame(school, '日历订阅', ['js/copy.js']));
  }

  /** A first address, or a new one in place of the old. */
  @Post()
  create(@Param('schoolId') schoolId: string, @SentForm() sent: Sent): Promise<Redirect> {
    const said = '新地址在下面。旧地址如果有，已经打不开了';
    return this.press(schoolId, sent, said, (owner, by) => this.links.renew(owner, by));
  }

  @Post('removal')
  remove(@Param('schoolId') schoolId: string, @SentForm() sent: Sent): Promise<Redirect> {
    const said = '关好了，这个日历谁也打不开了';
    return this.press(schoolId, sent, said, (owner, by) => this.links.close(owner, by));
  }

  private async press(
    schoolId: string,
    sent: Sent,
    said: string,
    work: FeedLinks['renew'],
  ): Promise<Redirect> {
    const school = await this.schools.forDesk(sent.actor, 'class.manage', schoolId);
    const form = bind(FeedForm, sent.body).require();
    const { owner } = await this.feeds.find(school, form.value.feed);
    const done = await this.submission.run(sent, form, said, async () => {
      await work(owner, { actorId: sent.actor.accountId, siteId: school.siteId });
      return feedPaths.desk(school.id);
    });
    if (!done) throw new Conflict('请刷新页面后再试');
    return done;
  }
}
