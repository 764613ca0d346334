import { Injectable } from '@nestjs/common';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import type { FeedKind } from './feed-link.entity';

/** A feed that is open, whatever token was sent for it. */
export interface OpenFeed {
  /** Of its link. */
  id: string;
  kind: FeedKind;
  version: number;
  schoolId: string | null;
  schoolName: string;
  roomName: string;
  teacherName: string;
}

/** An open feed of a school, as its staff look after it. */
export type SchoolFeed = Pick<OpenFeed, 'id' | 'kind' | 'version' | 'teacherName'>;

type RawOpen = Omit<SchoolFeed, 'teacherName'> & { teacher_name: string };

interface Raw {
  account_id: string | null;
  kind: FeedKind | null;
  version: number | null;
  is_off: unknown;
  school_id: string | null;
  school_name: string | null;
  room_name: string | null;
  teacher_name: string | null;
}

/** More than a school has rooms and teachers. */
const MOST = 1_000;

@Injectable()
export class FeedLinksQueries {
  constructor(private readonly database: Database) {}

  /** Null for a feed that is closed, and for an account that is closed or never was. */
  async find(id: string): Promise<OpenFeed | null> {
    const row = await this.database.one<Raw>(
      sql`SELECT a.id AS account_id, l.kind, l.version, l.is_off, l.school_id, l.teacher_name,
            school.name AS school_name, room.name AS room_name
          FROM (SELECT CAST(${id} AS varchar(36)) AS id) asked
          LEFT JOIN account a ON a.id = asked.id AND a.disabled_at IS NULL
          LEFT JOIN feed_link l ON l.id = asked.id
          LEFT JOIN school ON school.id = l.school_id LEFT JOIN room ON room.id = l.id`,
    );
    if (!row || bool(row.is_off)) return null;
    const kind = row.kind ?? 'learner';
    if (kind === 'learner' && row.account_id === null) return null;
    return {
      ...{ id, kind, version: row.version ?? 1, schoolId: row.school_id },
      ...{ schoolName: row.school_name ?? '', roomName: row.room_name ?? '' },
      teacherName: row.teacher_name ?? '',
    };
  }

  /** The feeds of a school that somebody opened, those of its rooms and teachers among them. */
  async openAt(schoolId: string): Promise<SchoolFeed[]> {
    const rows = await this.database.query<RawOpen>(
      sql`SELECT id, kind, version, teacher_name FROM feed_link
          WHERE school_id = ${schoolId} AND is_off = ${false} LIMIT ${MOST}`,
    );
    return rows.map(({ teacher_name: teacherName, ...row }) => ({ ...row, teacherName }));
  }

  /** Who teaches at a school from now on, by name. */
  async teachersAt(schoolId: string, now: Date): Promise<string[]> {
    const rows = await this.database.query<{ teacher_name: string }>(
      sql`SELECT DISTINCT s.teacher_name FROM class_session s
          JOIN night_class c ON c.id = s.class_id
          WHERE c.school_id = ${schoolId} AND c.state <> 'draft' AND s.ends_at > ${now}
            AND s.teacher_name <> '' LIMIT ${MOST}`,
    );
    const names = rows.map((row) => row.teacher_name);
    return names.sort((a, b) => a.localeCompare(b, 'zh-CN'));
  }
}
