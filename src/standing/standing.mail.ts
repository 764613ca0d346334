import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../shared/config/config';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { momentText } from '../shared/kernel/shanghai';
import { Outbox } from '../shared/outbox/outbox';
import { noShowsFrom, noShowsOf } from './standing.queries';
import { PAUSE_DAYS, PAUSING_NO_SHOWS, pausedUntil } from './standing.rules';
import { standingPaths } from './standing.paths';
import { lastDayText } from './standing.words';

interface Told {
  name: string;
  email: string;
  title: string;
  school: string;
  phone: string;
  starts_at: unknown;
  expires_at: unknown;
  answer: string | null;
  no_shows: unknown;
}

/** What the mail is about, and its subject for a class title. */
const subjects = {
  no_show: (title: string) => `信用提醒：${title}没有来上课`,
  late_withdrawal: (title: string) => `信用提醒：${title}临时退课`,
  undone: (title: string) => `已撤回信用提醒：${title}`,
  upheld: (title: string) => `申诉已采纳：${title}`,
  kept: (title: string) => `申诉有了答复：${title}`,
} as const;
export type StandingNews = keyof typeof subjects;

/** Tells people by mail about their marks; those without an address read it on 我的夜校 and on the page of their marks. */
@Injectable()
export class StandingMail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly outbox: Outbox,
  ) {}

  /** Enqueues a mail about a mark, if its account has an address. */
  async tell(tx: EntityManager, markId: string, news: StandingNews): Promise<void> {
    const now = this.clock.now();
    const { rows } = await this.database.execute<Told>(tx, toldQuery(markId, now));
    await this.outbox.enqueue(
      tx,
      rows.map((row) => ({
        template: 'standing',
        to: { name: row.name, address: row.email },
        model: this.model(row, news, now),
      })),
    );
  }

  private model(row: Told, news: StandingNews, now: Date) {
    const until = pausedUntil(noShowsFrom(row.no_shows), now);
    return {
      subject: subjects[news](row.title),
      [news]: true,
      name: row.name,
      title: row.title,
      school: row.school,
      phone: row.phone,
      evening: momentText(instant(row.starts_at), now),
      lastDay: lastDayText(instant(row.expires_at), now),
      contestable: news === 'no_show' || news === 'late_withdrawal',
      limit: PAUSING_NO_SHOWS,
      days: PAUSE_DAYS,
      paused: news === 'no_show' && until ? momentText(until, now) : '',
      answer: row.answer ?? '',
      url: `${this.config.publicUrl}${standingPaths.index()}`,
    };
  }
}

const toldQuery = (markId: string, now: Date) => sql`
  SELECT p.name, a.email, c.title, school.name AS school, school.phone, s.starts_at, k.expires_at,
    k.answer, ${noShowsOf(sql.raw('k.profile_id'), now)} AS no_shows
  FROM standing_mark k JOIN profile p ON p.id = k.profile_id JOIN account a ON a.id = k.account_id
    JOIN night_class c ON c.id = k.class_id JOIN school ON school.id = c.school_id
    JOIN class_session s ON s.id = k.session_id
  WHERE k.id = ${markId} AND a.email IS NOT NULL`;
