import { Controller, Get, Req } from '@nestjs/common';
import { EnrollmentsQueries } from '../../enrollment/enrollments.queries';
import { PlaceNewsQueries } from '../../enrollment/place-news.queries';
import { NightClassesQueries } from '../../scheduling/night-classes.queries';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, MaybeActor } from '../../shared/web/actor';
import { Cookies } from '../../shared/web/cookies';
import { page } from '../../shared/web/page';
import { CachedPage } from '../../shared/web/page.interceptor';
import { WebRequest } from '../../shared/web/web-request';
import { SchoolsQueries } from '../../sites/schools.queries';
import { homePage } from './home.page';

const POPULAR = 3;
const TWO_WEEKS = 14;

@Controller()
@Access('public')
export class HomeController {
  constructor(
    private readonly classes: NightClassesQueries,
    private readonly schools: SchoolsQueries,
    private readonly enrollments: EnrollmentsQueries,
    private readonly news: PlaceNewsQueries,
    private readonly cookies: Cookies,
    private readonly clock: Clock,
  ) {}

  @Get()
  @CachedPage()
  async show(@MaybeActor() actor: Actor | null, @Req() request: WebRequest) {
    const now = this.clock.now();
    const today = dateOf(now);
    const end = instantOf(addDays(today, 1));
    const [tonight, schools, open, popular, mine, news] = await Promise.all([
      this.classes.tonight(instantOf(today), end),
      this.schools.list(),
      this.classes.openSummary(now),
      this.classes.popular(now, POPULAR),
      actor
        ? this.enrollments.evenings(actor.accountId, now, instantOf(addDays(today, TWO_WEEKS)))
        : [],
      actor ? this.news.unread(actor.accountId, now) : [],
    ]);
    const facts = { tonight, schools, open, popular, next: mine[0] ?? null, news };
    const model = homePage(facts, now);
    const elder = this.cookies.elder(request);
    return page(elder ? 'portal/home-elder' : 'portal/home', model, {
      title: '今晚',
      tab: 'home',
      night: !elder,
    });
  }
}
