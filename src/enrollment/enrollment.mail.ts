import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../shared/config/config';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { momentText } from '../shared/kernel/shanghai';
import { Outbox } from '../shared/outbox/outbox';
import { entryCodeText } from './entry-code';
import { EnrollmentNews, newsLines } from './enrollment.news';
import { EnrollmentState, placeText } from './enrollment.states';
import { PlaceNews } from './place-news.service';

interface Told {
  id: string;
  state: EnrollmentState;
  name: string;
  email: string;
  title: string;
  room: string;
  school: string;
  phone: string;
  starts_at: unknown;
  closes_at: unknown;
  entry_code: string | null;
  draw_rank: number | null;
  offer_expires_at: unknown;
  reason: string | null;
}

/** Tells people by mail what happened to their place; those without an address read it on the page. */
@Injectable()
export class EnrollmentMail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly outbox: Outbox,
    private readonly pages: PlaceNews,
  ) {}

  /** The confirmations of a batch. */
  async aboutEntries(
    tx: EntityManager,
    rows: readonly { id: string; state: 'enrolled' | 'waitlisted' | 'applied' }[],
  ): Promise<void> {
    await this.tell(tx, new Map(rows.map(({ id, state }) => [id, state])));
  }

  /**
   * Enqueues one mail for each enrollment whose account has an address, and keeps it for the others.
   * @param words what happened, where neither the place nor the class says it
   */
  async tell(
    tx: EntityManager,
    news: ReadonlyMap<string, EnrollmentNews>,
    words = '',
  ): Promise<void> {
    if (news.size === 0) return;
    await this.pages.keep(tx, news, words || null);
    const { rows } = await this.database.execute<Told>(tx, toldQuery([...news.keys()]));
    const now = this.clock.now();
    await this.outbox.enqueue(
      tx,
      rows.map((row) => ({
        template: 'enrollment',
        to: { name: row.name, address: row.email },
        model: { ...this.model(row, news.get(row.id)!, now), words },
      })),
    );
  }

  private model(row: Told, kind: EnrollmentNews, now: Date) {
    return {
      subject: subjectOf(row, kind),
      [kind]: true,
      name: row.name,
      title: row.title,
      place: `${row.school} ${row.room}`,
      starts: CALLED_OFF.has(kind) ? '' : momentText(instant(row.starts_at), now),
      deadline: row.offer_expires_at ? momentText(instant(row.offer_expires_at), now) : '',
      code: row.entry_code ? entryCodeText(row.entry_code) : '',
      drawnAt: momentText(instant(row.closes_at), now),
      queued: row.state === 'waitlisted',
      reason: row.reason ?? '',
      phone: row.phone,
      url: `${this.config.publicUrl}/enrollments/${row.id}`,
    };
  }
}

/** Its old time is nothing to come at, or the words name the evenings themselves. */
const CALLED_OFF = new Set<EnrollmentNews>([
  'postponed',
  'classCancelled',
  'rescheduled',
  'released',
]);

/** Whoever left a draw has not left a class. */
function subjectOf(row: Told, kind: EnrollmentNews): string {
  if (kind !== 'withdrawn') return newsLines[kind](row.title);
  const place = { entryCode: row.entry_code, drawRank: row.draw_rank };
  return `${placeText({ state: 'withdrawn', position: null, ...place })}：${row.title}`;
}

const toldQuery = (ids: string[]) => sql`
  SELECT e.id, e.state, e.entry_code, e.draw_rank, c.closes_at, p.name, a.email, c.title, r.name AS room, s.name AS school, s.phone,
    c.starts_at, e.offer_expires_at,
    COALESCE(e.reason, c.reason) AS reason
  FROM enrollment e JOIN profile p ON p.id = e.profile_id JOIN account a ON a.id = e.account_id
    JOIN night_class c ON c.id = e.class_id JOIN room r ON r.id = c.room_id
    JOIN school s ON s.id = c.school_id
  WHERE e.id ${inList(ids)} AND a.email IS NOT NULL`;
