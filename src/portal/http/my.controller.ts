import { Controller, Get } from '@nestjs/common';
import { EnrollmentsQueries } from '../../enrollment/enrollments.queries';
import { newsCard } from '../../enrollment/news-card';
import { PlaceNewsQueries } from '../../enrollment/place-news.queries';
import { feedPaths } from '../../feeds/feeds.paths';
import { prefacePaths } from '../../preface/preface.paths';
import { movedText } from '../../scheduling/moved-evening';
import { Clock } from '../../shared/kernel/clock';
import {
  addDays,
  dateOf,
  dayText,
  instantOf,
  mondayOf,
  shortDayText,
  timeRangeText,
  weekdayOf,
  weekdayText,
} from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { page } from '../../shared/web/page';
import { ticket } from './home.page';
import { marksNote } from './marks.page';
import { isAhead, placeView } from './place.page';

const WEEK = 7;
const AHEAD = 28;

/** 我的夜校: the next evening, this week, every place one has. */
@Controller('my')
@Access('account')
export class MyController {
  constructor(
    private readonly enrollments: EnrollmentsQueries,
    private readonly news: PlaceNewsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor) {
    const now = this.clock.now();
    const today = dateOf(now);
    const monday = mondayOf(today);
    const [rows, evenings, news] = await Promise.all([
      this.enrollments.ofAccount(actor.accountId),
      this.enrollments.evenings(
        actor.accountId,
        instantOf(monday),
        instantOf(addDays(monday, AHEAD)),
      ),
      this.news.unread(actor.accountId, now),
    ]);
    const next = evenings.find((evening) => evening.endsAt > now);
    const several = new Set(evenings.map(({ profileName }) => profileName)).size > 1;
    const week = Array.from({ length: WEEK }, (_, i) => addDays(monday, i)).map((date) => ({
      date,
      weekday: weekdayText(weekdayOf(date)),
      day: shortDayText(date, today),
      isToday: date === today,
      evenings: evenings
        .filter((evening) => dateOf(evening.startsAt) === date)
        .map((evening) => ({
          title: evening.title,
          who: several ? evening.profileName : '',
          position: evening.position,
          before: movedText(evening, now),
          time: timeRangeText(evening.startsAt, evening.endsAt),
          place: evening.place,
          href: `/enrollments/${evening.enrollmentId}`,
        })),
    }));
    const live = rows.filter((row) => isAhead(row, now));
    const past = rows.filter((row) => !live.includes(row));
    const model = {
      news: news.map((one) => newsCard(one, now)),
      name: actor.name,
      calendarHref: feedPaths.own(),
      heardHref: prefacePaths.heard,
      next: next ? ticket(next, now) : null,
      week,
      // what comes first stands first; what is over, latest first as the query gives it
      live: live.map((row) => placeView(row, evenings, now)).reverse(),
      past: past.map((row) => placeView(row, [], now)),
      accountHref: '/profiles',
      marked: marksNote(rows, now),
      today: dayText(today, today),
    };
    return page('portal/my', model, { title: '我的夜校', tab: 'my' });
  }
}
