import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { briefLevelNames } from '../policy/brief-words';
import { PolicyBriefsQueries } from '../policy/policy-briefs.queries';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import { dateOf } from '../shared/kernel/shanghai';
import type { DueClass } from './due-queues.queries';
import { isFilled } from './preface-fill.rules';
import { grouped } from './grouped';
import { audiencesOf } from './class-audience.rules';
import type { QueueBrief, QueueClass, QueuePin, QueueSession } from './preface-world';
import type { Fix, PrefaceItemState } from './preface.states';

/** A row of a queue to come. */
export interface StoredItem {
  id: string;
  sessionId: string;
  briefId: string;
  position: number;
  fix: Fix | null;
  state: PrefaceItemState;
  why: string;
}

/** What decides about the queues of some classes. */
export interface QueueFacts {
  briefs: QueueBrief[];
  pins: QueuePin[];
  classes: QueueClass[];
  /** Of all evenings to come, those that were called off among them. */
  items: StoredItem[];
}

type Raw = Record<string, unknown>;
type ByClass<T> = Map<string, T[]>;

/** Reads for the planner: however many classes, the number of statements stays the same. */
@Injectable()
export class QueueFactsQueries {
  constructor(
    private readonly database: Database,
    private readonly policy: PolicyBriefsQueries,
  ) {}

  /** Inside the transaction that plans; the rows of the classes are held by it. */
  async of(tx: EntityManager, due: readonly DueClass[], now: Date): Promise<QueueFacts> {
    const today = dateOf(now);
    const classIds = due.map(({ classId }) => classId);
    const briefs = (await this.policy.published(today, tx)).map((one) => ({
      ...{ id: one.id, level: one.level, levelName: briefLevelNames[one.level] },
      ...{ seconds: one.seconds, effectiveFrom: one.effectiveFrom, validUntil: one.validUntil },
      ...{ audience: one.audience === 'all' ? null : one.audience, sitePath: one.sitePath },
    }));
    const pins = await this.pins(tx, today);
    const items = await this.items(tx, classIds, now);
    const heard = await this.heard(tx, classIds, now);
    const missed = await this.missed(tx, classIds);
    const gaps = new Set(due.filter(({ whole }) => !whole).map(({ classId }) => classId));
    const found = await this.classes(tx, classIds, { now, items, heard, missed });
    const byId = new Map(briefs.map((brief) => [brief.id, brief]));
    const bySession = grouped(items, ({ sessionId }) => sessionId);
    const classes = found.map((one) =>
      gaps.has(one.id) ? withStanding(one, bySession, byId) : one,
    );
    return { briefs, pins, classes, items };
  }

  private async pins(tx: EntityManager, today: string): Promise<QueuePin[]> {
    const rows = await this.rows(
      tx,
      sql`SELECT p.id, p.brief_id, p.level, p.from_day, p.to_day, site.path
          FROM brief_pin p JOIN site ON site.id = p.site_id WHERE p.to_day >= ${today}`,
    );
    return rows.map((row) => ({
      id: row['id'] as string,
      briefId: row['brief_id'] as string | null,
      level: row['level'] as string | null,
      from: row['from_day'] as string,
      to: row['to_day'] as string,
      sitePath: row['path'] as string,
    }));
  }

  private async items(tx: EntityManager, classIds: readonly string[], now: Date) {
    const rows = await this.rows(
      tx,
      sql`SELECT i.id, i.session_id, i.brief_id, i.position, i.fix, i.state, i.why
          FROM class_session s JOIN preface_item i ON i.session_id = s.id
          WHERE s.class_id ${inList(classIds)} AND s.starts_at > ${now}
          ORDER BY i.session_id, i.position, i.brief_id`,
    );
    return rows.map((row): StoredItem => ({
      id: row['id'] as string,
      sessionId: row['session_id'] as string,
      briefId: row['brief_id'] as string,
      position: Number(row['position']),
      fix: row['fix'] as Fix | null,
      state: row['state'] as PrefaceItemState,
      why: row['why'] as string,
    }));
  }

  /** What was delivered, and what waits in an evening that has begun: it is being told just now. */
  private async heard(tx: EntityManager, classIds: readonly string[], now: Date) {
    const rows = await this.rows(
      tx,
      sql`SELECT s.class_id, d.brief_id, s.starts_at FROM class_session s
          JOIN brief_delivery d ON d.session_id = s.id WHERE s.class_id ${inList(classIds)}
          UNION ALL
          SELECT s.class_id, i.brief_id, s.starts_at FROM class_session s
          JOIN preface_item i ON i.session_id = s.id AND i.state = 'waiting'
          WHERE s.class_id ${inList(classIds)} AND s.starts_at <= ${now} AND s.ends_at > ${now}
            AND s.state = 'scheduled'`,
    );
    return byClass(rows, (row) => ({
      briefId: row['brief_id'] as string,
      date: dateOf(instant(row['starts_at'])),
    }));
  }

  /** Latest evening first: what was to be said last is closest to those who come. */
  private async missed(tx: EntityManager, classIds: readonly string[]) {
    const rows = await this.rows(
      tx,
      sql`SELECT s.class_id, i.brief_id FROM class_session s
          JOIN preface_item i ON i.session_id = s.id AND i.state = 'missed'
          WHERE s.class_id ${inList(classIds)} AND NOT EXISTS (
            SELECT 1 FROM class_session later JOIN brief_delivery d ON d.session_id = later.id
            WHERE later.class_id = s.class_id AND later.starts_at >= s.starts_at
              AND d.brief_id = i.brief_id)
          ORDER BY s.starts_at DESC, i.position, i.brief_id`,
    );
    return byClass(rows, (row) => row['brief_id'] as string);
  }

  private async classes(
    tx: EntityManager,
    classIds: readonly string[],
    known: {
      now: Date;
      items: readonly StoredItem[];
      heard: ByClass<{ briefId: string; date: string }>;
      missed: ByClass<string>;
    },
  ): Promise<QueueClass[]> {
    const rows = await this.rows(
      tx,
      sql`SELECT c.id, site.path, course.title, course.audience FROM night_class c
          JOIN course ON course.id = c.course_id JOIN school ON school.id = c.school_id
          JOIN site ON site.id = school.site_id
          WHERE c.id ${inList(classIds)} AND c.state = 'published' ORDER BY c.id`,
    );
    const sessions = await this.sessions(tx, classIds, known);
    return rows.flatMap((row) => {
      const id = row['id'] as string;
      const held = sessions.get(id);
      if (!held) return [];
      const audiences = audiencesOf(`${String(row['title'])} ${String(row['audience'])}`);
      return {
        ...{ id, sitePath: row['path'] as string, audiences, sessions: held },
        ...{ heard: known.heard.get(id) ?? [], missed: [...new Set(known.missed.get(id))] },
      };
    });
  }

  private async sessions(
    tx: EntityManager,
    classIds: readonly string[],
    { now, items }: { now: Date; items: readonly StoredItem[] },
  ): Promise<ByClass<QueueSession>> {
    const rows = await this.rows(
      tx,
      sql`SELECT s.id, s.class_id, s.starts_at FROM class_session s
          WHERE s.class_id ${inList(classIds)} AND s.starts_at > ${now} AND s.state = 'scheduled'
          ORDER BY s.starts_at, s.id`,
    );
    const bySession = grouped(items, ({ sessionId }) => sessionId);
    return byClass(rows, (row) => sessionOf(row, bySession.get(row['id'] as string) ?? []));
  }

  private async rows(tx: EntityManager, query: Sql): Promise<Raw[]> {
    return (await this.database.execute<Raw>(tx, query)).rows;
  }
}

function byClass<T>(rows: readonly Raw[], read: (row: Raw) => T): ByClass<T> {
  const lists = grouped(rows, (row) => row['class_id'] as string);
  return new Map([...lists].map(([id, list]) => [id, list.map(read)]));
}

const sessionOf = (row: Raw, items: readonly StoredItem[]): QueueSession => ({
  id: row['id'] as string,
  date: dateOf(instant(row['starts_at'])),
  fixed: items.flatMap(({ briefId, position, fix, state }) =>
    fix && state !== 'dropped' ? [{ briefId, position, fix }] : [],
  ),
  dropped: items.filter(({ state }) => state === 'dropped').map(({ briefId }) => briefId),
  standing: null,
});

/** Where only gaps are to be filled, an evening that has enough to say stays as it is. */
function withStanding(
  one: QueueClass,
  bySession: ReadonlyMap<string, readonly StoredItem[]>,
  briefs: ReadonlyMap<string, QueueBrief>,
): QueueClass {
  const sessions = one.sessions.map((session) => {
    const items = (bySession.get(session.id) ?? []).filter(({ state }) => state === 'waiting');
    const filled = isFilled(items.map(({ briefId }) => briefs.get(briefId)?.seconds ?? null));
    return filled ? { ...session, standing: items } : session;
  });
  return { ...one, sessions };
}
