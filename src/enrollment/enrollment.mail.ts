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
import type { EnrollmentState } from './enrollment.states';

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
  offer_expires_at: unknown;
  reason: string | null;
}

/** What the mail is about, and its subject for a class title. */
const subjects = {
  enrolled: (title: string) => `报名成功：${title}`,
  waitlisted: (title: string) => `已排候补：${title}`,
  applied: (title: string) => `已参加摇号：${title}`,
  drawn: (title: string) => `摇中了：${title}`,
  notDrawn: (title: string) => `这次没有摇中：${title}`,
  promoted: (title: string) => `候补有名额了，已为您报上：${title}`,
  offered: (title: string) => `有一个名额等您确认：${title}`,
  lapsed: (title: string) => `确认时间已过：${title}`,
  withdrawn: (title: string) => `已退课：${title}`,
  cancelled: (title: string) => `您的报名被取消：${title}`,
  classCancelled: (title: string) => `课程取消：${title}`,
  postponed: (title: string) => `课程延期：${title}`,
  resumed: (title: string) => `课程有了新的时间：${title}`,
  rulesChanged: (title: string) => `报名规则有改动：${title}`,
} as const;
export type EnrollmentNews = keyof typeof subjects;

/** Tells people by mail what happened to their place; those without an address read it on the page. */
@Injectable()
export class EnrollmentMail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly outbox: Outbox,
  ) {}

  /** The confirmations of a batch. */
  async aboutEntries(
    tx: EntityManager,
    rows: readonly { id: string; state: 'enrolled' | 'waitlisted' | 'applied' }[],
  ): Promise<void> {
    await this.tell(tx, new Map(rows.map(({ id, state }) => [id, state])));
  }

  /**
   * Enqueues one mail for each enrollment whose account has an address.
   * @param words what happened, where neither the place nor the class says it
   */
  async tell(
    tx: EntityManager,
    news: ReadonlyMap<string, EnrollmentNews>,
    words = '',
  ): Promise<void> {
    if (news.size === 0) return;
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
      subject: subjects[kind](row.title),
      [kind]: true,
      name: row.name,
      title: row.title,
      place: `${row.school} ${row.room}`,
      starts: momentText(instant(row.starts_at), now),
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

const toldQuery = (ids: string[]) => sql`
  SELECT e.id, e.state, e.entry_code, c.closes_at, p.name, a.email, c.title, r.name AS room, s.name AS school, s.phone,
    c.starts_at, e.offer_expires_at,
    COALESCE(e.reason, c.reason) AS reason
  FROM enrollment e JOIN profile p ON p.id = e.profile_id JOIN account a ON a.id = e.account_id
    JOIN night_class c ON c.id = e.class_id JOIN room r ON r.id = c.room_id
    JOIN school s ON s.id = c.school_id
  WHERE e.id ${inList(ids)} AND a.email IS NOT NULL`;
