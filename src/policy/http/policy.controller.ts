import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, MaybeActor } from '../../shared/web/actor';
import { page, Page, PageOptions } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { pageNumber, pager } from '../../shared/web/paging';
import type { WebReply } from '../../shared/web/web-request';
import { BriefResponsesQueries } from '../brief-responses.queries';
import { audiences, briefLevels } from '../brief-words';
import { PublicBriefsQueries, PublicFilter } from '../public-briefs.queries';
import { policyFeed } from './policy-feed';
import { addressOf, policyIndex, policyShow } from './policy.page';

const PAGE_SIZE = 20;
const IN_FEED = 30;

const anything: PublicFilter = { q: '', level: null, audience: null };

/** Values that the page never offered are read as no filter. */
const filterOf = (query: Record<string, unknown>): PublicFilter => ({
  q: typeof query.q === 'string' ? [...query.q.trim()].slice(0, 40).join('') : '',
  level: briefLevels.find((one) => one === query.level) ?? null,
  audience: audiences.find((one) => one === query.audience) ?? null,
});

const options = (title: string): PageOptions => ({ title, tab: 'policy' });

/** 政策传真 for everybody. */
@Controller('policy')
@Access('public')
export class PolicyController {
  constructor(
    private readonly briefs: PublicBriefsQueries,
    private readonly responses: BriefResponsesQueries,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get()
  @CachedPage()
  async index(@Query() query: Record<string, unknown>): Promise<Page> {
    const [filter, now] = [filterOf(query), this.clock.now()];
    const total = await this.briefs.count(filter, dateOf(now));
    const href = (n: number) => addressOf(filter, n);
    const pages = pager(pageNumber(query.page), PAGE_SIZE, total, href);
    const offset = (pages.page - 1) * PAGE_SIZE;
    const found = await this.briefs.list(filter, dateOf(now), PAGE_SIZE, offset);
    return page('policy/index', policyIndex(found, filter, pages, now), {
      ...options('政策传真'),
      scripts: ['js/autosubmit.js'],
    });
  }

  @Get('feed.atom')
  async feed(@Res({ passthrough: true }) reply: WebReply): Promise<string> {
    const now = this.clock.now();
    const found = await this.briefs.list(anything, dateOf(now), IN_FEED, 0);
    void reply
      .header('content-type', 'application/atom+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=300');
    const { publicUrl, county } = this.config;
    return policyFeed(found, { publicUrl, name: county.schoolName }, now);
  }

  @Get(':id')
  @CachedPage()
  async show(@Param('id') id: string, @MaybeActor() actor: Actor | null): Promise<Page> {
    const brief = await this.briefs.show(id);
    const reader = actor && { said: await this.responses.own(id, actor.accountId) };
    const model = policyShow(brief, reader, this.clock.now());
    return page('policy/show', model, options(brief.title));
  }
}
