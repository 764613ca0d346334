import { Injectable } from '@nestjs/common';
import { BriefLevel, briefLevelNames } from '../policy/brief-words';
import type { PolicyBriefState } from '../policy/policy-brief.states';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import type { PrefaceEvening } from './queue.rules';
import type { DeliverySource, Fix, PrefaceItemState } from './preface.states';

/** An evening whose queue is looked at. */
export interface QueueEvening extends PrefaceEvening {
  sessionId: string;
  classId: string;
  schoolId: string;
  schoolName: string;
  sitePath: string;
  siteId: string;
  title: string;
  lesson: string;
  position: number;
  sessionCount: number;
  teacherName: string;
  roomName: string;
  exemption: string | null;
}

/** A brief in the queue of an evening, with what it became there. */
export interface QueueItem {
  briefId: string;
  title: string;
  issuer: string;
  level: BriefLevel;
  levelName: string;
  seconds: number;
  publishedAt: Date;
  validUntil: string;
  briefState: PolicyBriefState;
  position: number;
  fix: Fix | null;
  state: PrefaceItemState;
  why: string;
  deliveredAt: Date | null;
  spokenSeconds: number | null;
  source: DeliverySource | null;
}

type Raw = Record<string, unknown>;

/** Queues as pages show them. */
@Injectable()
export class EveningQueuesQueries {
  constructor(private readonly database: Database) {}

  /** Of a public class; undefined when there is none such. */
  async evening(sessionId: string, schoolId?: string): Promise<QueueEvening | undefined> {
    const at = schoolId === undefined ? sql`` : sql`AND c.school_id = ${schoolId}`;
    const row = await this.database.one<Raw>(
      sql`SELECT s.id, s.class_id, s.title AS lesson, s.position, s.starts_at, s.ends_at, s.state,
            s.teacher_name, c.title, c.session_count, c.state AS class_state, c.school_id,
            school.name AS school_name, school.site_id, site.path, room.name AS room_name, x.reason
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          JOIN room ON room.id = s.room_id
          LEFT JOIN preface_exemption x ON x.session_id = s.id
          WHERE s.id = ${sessionId} AND c.state <> 'draft' ${at}`,
    );
    return row && eveningOf(row);
  }

  /** What is in the queue, in order, what staff took out of it behind. */
  items(sessionId: string): Promise<QueueItem[]> {
    return this.rows(sql`i.session_id = ${sessionId}`);
  }

  private async rows(which: Sql): Promise<QueueItem[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT i.brief_id, i.position, i.fix, i.state, i.why, b.title, b.issuer, b.level,
            b.spoken_seconds, b.published_at, b.valid_until, b.state AS brief_state, d.at,
            d.seconds, d.source
          FROM preface_item i JOIN policy_brief b ON b.id = i.brief_id
          LEFT JOIN brief_delivery d ON d.session_id = i.session_id AND d.brief_id = i.brief_id
          WHERE ${which} ORDER BY i.state = 'dropped', i.position, i.brief_id LIMIT 100`,
    );
    return rows.map(itemOf);
  }

  /** Published briefs that could stand in the queue of an evening on this day instead. */
  async choices(evening: QueueEvening, date: string, most: number): Promise<QueueChoice[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT b.id, b.title, b.level, b.spoken_seconds FROM policy_brief b
          JOIN site ON site.id = b.site_id
          WHERE b.state = 'published' AND b.effective_from <= ${date} AND b.valid_until >= ${date}
            AND substr(${evening.sitePath}, 1, length(site.path)) = site.path
            AND b.spoken_seconds <= ${most}
            AND NOT EXISTS (SELECT 1 FROM preface_item i
              WHERE i.session_id = ${evening.sessionId} AND i.brief_id = b.id)
          ORDER BY b.valid_until, b.id LIMIT 200`,
    );
    return rows.map((row) => ({
      id: row['id'] as string,
      title: row['title'] as string,
      levelName: briefLevelNames[row['level'] as BriefLevel],
      seconds: Number(row['spoken_seconds']),
    }));
  }

  /** When what was asked about had been withdrawn or had expired; null while it is published. */
  async endedAt(briefId: string): Promise<Date | null> {
    const row = await this.database.one<Raw>(
      sql`SELECT ended_at FROM policy_brief WHERE id = ${briefId}`,
    );
    return maybeInstant(row?.['ended_at']);
  }
}

export interface QueueChoice {
  id: string;
  title: string;
  levelName: string;
  seconds: number;
}

const eveningOf = (row: Raw): QueueEvening => ({
  sessionId: row['id'] as string,
  classId: row['class_id'] as string,
  schoolId: row['school_id'] as string,
  schoolName: row['school_name'] as string,
  sitePath: row['path'] as string,
  siteId: row['site_id'] as string,
  title: row['title'] as string,
  lesson: row['lesson'] as string,
  position: Number(row['position']),
  sessionCount: Number(row['session_count']),
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  teacherName: row['teacher_name'] as string,
  roomName: row['room_name'] as string,
  cancelled: row['state'] !== 'scheduled' || row['class_state'] !== 'published',
  exemption: row['reason'] as string | null,
});

const itemOf = (row: Raw): QueueItem => ({
  briefId: row['brief_id'] as string,
  title: row['title'] as string,
  issuer: row['issuer'] as string,
  level: row['level'] as BriefLevel,
  levelName: briefLevelNames[row['level'] as BriefLevel],
  seconds: Number(row['spoken_seconds']),
  publishedAt: instant(row['published_at']),
  validUntil: row['valid_until'] as string,
  briefState: row['brief_state'] as PolicyBriefState,
  position: Number(row['position']),
  fix: row['fix'] as Fix | null,
  state: row['state'] as PrefaceItemState,
  why: row['why'] as string,
  deliveredAt: maybeInstant(row['at']),
  spokenSeconds: row['seconds'] === null ? null : Number(row['seconds']),
  source: row['source'] as DeliverySource | null,
});
