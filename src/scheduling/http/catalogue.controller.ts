import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { page, Page } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { pageNumber } from '../../shared/web/paging';
import { SitesQueries } from '../../sites/sites.queries';
import { CatalogueFilter, readFilter } from '../catalogue-filter';
import { CatalogueCount, CatalogueQueries } from '../catalogue.queries';
import { classJson } from '../class-json';
import type { ClassRow } from '../class-rows.queries';
import { cataloguePage, chosenFilters, PAGE_SIZE } from './catalogue.page';

type Address = Record<string, unknown>;

interface Listing {
  filter: CatalogueFilter;
  count: CatalogueCount;
  page: number;
  pages: number;
  rows: ClassRow[];
}

@Controller()
@Access('public')
export class CatalogueController {
  constructor(
    private readonly catalogue: CatalogueQueries,
    private readonly sites: SitesQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('classes')
  @CachedPage()
  async index(@Query() query: Address): Promise<Page> {
    const now = this.clock.now();
    const [listing, sites] = await Promise.all([this.listing(query, now), this.sites.all()]);
    const chosen = chosenFilters(listing.filter, sites);
    const ways = listing.count.total === 0 ? chosen.map((one) => one.without) : [];
    const counts = await this.catalogue.countEach(ways, now);
    return page('scheduling/catalogue', cataloguePage({ ...listing, chosen, counts, sites }, now), {
      title: '选课',
      tab: 'classes',
      scripts: ['js/autosubmit.js'],
    });
  }

  @Get('classes.json')
  async json(@Query() query: Address) {
    const now = this.clock.now();
    const { rows, count, page, pages } = await this.listing(query, now);
    const items = rows.map((row) => classJson(row, now, this.config.publicUrl));
    return { items, page, pages, total: count.total };
  }

  private async listing(query: Address, now: Date): Promise<Listing> {
    const filter = readFilter(query);
    const count = await this.catalogue.count(filter, now);
    const pages = Math.max(1, Math.ceil(count.total / PAGE_SIZE));
    const page = Math.min(pageNumber(query['page']), pages);
    const rows = count.total === 0 ? [] : await this.catalogue.list(filter, now, page, PAGE_SIZE);
    return { filter, count, page, pages, rows };
  }
}
