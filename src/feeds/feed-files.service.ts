import { Injectable } from '@nestjs/common';
import { Config } from '../shared/config/config';
import { Clock } from '../shared/kernel/clock';
import { NotFound } from '../shared/web/errors';
import { Limit, Throttle } from '../shared/web/throttle';
import { calendarEvents } from './calendar-event.rules';
import { calendarFile } from './calendar-file';
import type { FeedKind } from './feed-link.entity';
import { FeedLinksQueries, OpenFeed } from './feed-links.queries';
import { claimedLink, isToken } from './feed-token';
import { FeedsQueries } from './feeds.queries';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const BEHIND_MS = 60 * DAY * 1_000;
const AHEAD_MS = 366 * DAY * 1_000;

/** A phone that asks with a dead address does so for ever; what it makes the server write is bounded. */
const WRONG_TOKENS: Limit = { name: 'calendar-token', count: 30, windowMinutes: 15 };

/**
 * Who has to be there is reminded the day before, to find someone to stand in or to give up the seat,
 * and an hour before. Where many evenings stand side by side the phone stays silent.
 */
const ALARMS: Record<FeedKind, readonly number[]> = {
  learner: [DAY, HOUR],
  teacher: [DAY, HOUR],
  room: [],
  school: [],
};

/** The calendar files. */
@Injectable()
export class FeedFiles {
  constructor(
    private readonly links: FeedLinksQueries,
    private readonly feeds: FeedsQueries,
    private readonly throttle: Throttle,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The evenings of a class, for everybody. @throws NotFound */
  async ofClass(classId: string): Promise<string> {
    const evenings = await this.feeds.ofClass(classId);
    const [first] = evenings;
    if (!first) throw new NotFound();
    return this.file(first.title, evenings, [HOUR]);
  }

  /**
   * The evenings that a token opens.
   * @param network where the request comes from; a wrong token counts there, a right one passes
   * @throws NotFound for a token that is not ours or no longer valid, TooMany after many of those
   */
  async ofToken(token: unknown, network: string): Promise<string> {
    const feed = await this.opened(token);
    if (!feed) {
      await this.throttle.check(WRONG_TOKENS, network);
      await this.throttle.count(WRONG_TOKENS, network);
      throw new NotFound();
    }
    const now = this.clock.now().getTime();
    const span = { startsAt: new Date(now - BEHIND_MS), endsAt: new Date(now + AHEAD_MS) };
    return this.file(nameOf(feed), await this.feeds.ofFeed(feed, span), ALARMS[feed.kind]);
  }

  private async opened(token: unknown): Promise<OpenFeed | null> {
    const id = claimedLink(token);
    const feed = id === null ? null : await this.links.find(id);
    if (!feed) return null;
    const { sessionSecret } = this.config;
    return isToken(sessionSecret, token as string, feed.id, feed.version) ? feed : null;
  }

  private file(
    name: string,
    evenings: Parameters<typeof calendarEvents>[0],
    alarms: readonly number[],
  ): string {
    const { publicUrl } = this.config;
    return calendarFile({ name, events: calendarEvents(evenings), alarms, publicUrl });
  }
}

function nameOf({ kind, schoolName, roomName, teacherName }: OpenFeed): string {
  if (kind === 'learner') return '我的夜校';
  if (kind === 'school') return schoolName;
  return `${kind === 'room' ? roomName : teacherName}，${schoolName}`;
}
