import { Controller, Get, Post } from '@nestjs/common';
import { Config } from '../../shared/config/config';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { pressed } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { FeedLinks, learnerFeed } from '../feed-links.service';
import { feedPaths } from '../feeds.paths';
import { addressOf } from './feed-address';

/** One's own evenings in the calendar of the phone: a new address when the old one got about, or none. */
@Controller('my/calendar-links')
@Access('account')
export class OwnLinksController {
  constructor(
    private readonly links: FeedLinks,
    private readonly submission: Submission,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor) {
    const token = await this.links.ownToken(actor.accountId);
    const model = {
      link: token === null ? null : addressOf(this.config.publicUrl, feedPaths.ownFile(token)),
      action: feedPaths.own(),
      removalAction: feedPaths.ownRemoval(),
      backHref: '/my',
    };
    const options = { title: '加到手机日历', tab: 'my' as const, scripts: ['js/copy.js'] };
    return page('feeds/own-links', model, options);
  }

  @Post()
  create(@SentForm() sent: Sent): Promise<Redirect> {
    const said = '换好了。旧链接已经打不开，请用下面的新链接再加一次';
    return this.press(sent, said, (owner, by) => this.links.renew(owner, by));
  }

  @Post('removal')
  remove(@SentForm() sent: Sent): Promise<Redirect> {
    const said = '关好了。已经加到手机里的课表不再更新，可以删掉';
    return this.press(sent, said, (owner, by) => this.links.close(owner, by));
  }

  private async press(sent: Sent, said: string, work: FeedLinks['renew']): Promise<Redirect> {
    const answer = await this.submission.run(sent, pressed(sent.body), said, async () => {
      const actorId = sent.actor.accountId;
      await work(learnerFeed(actorId), { actorId });
      return feedPaths.own();
    });
    if (!answer) throw new Conflict('请刷新页面后再试');
    return answer;
  }
}
