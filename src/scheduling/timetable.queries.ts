import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import type { Period } from '../shared/kernel/period';

/** An evening that is taken already, and what by. */
export interface BookedEvening extends Period {
  title: string;
  roomId: string;
  teacherName: string;
}

interface RawBooked {
  title: string;
  room_id: string;
  teacher_name: string;
  starts_at: unknown;
  ends_at: unknown;
}

/** Whose evenings are asked for; those about to move are left out. */
export interface WantedEvenings {
  roomIds: readonly string[];
  teacherNames: readonly string[];
  span: Period;
  moving: readonly string[];
}

@Injectable()
export class TimetableQueries {
  constructor(private readonly database: Database) {}

  /** Evenings that use one of these rooms or teachers, as the open transaction sees them. */
  async booked(tx: EntityManager, wanted: WantedEvenings): Promise<BookedEvening[]> {
    const { rows } = await this.database.execute<RawBooked>(tx, bookedSelect(wanted));
    return rows.map(bookedOf);
  }

  /** The same for a page. */
  async bookedNow(wanted: WantedEvenings): Promise<BookedEvening[]> {
    return (await this.database.query<RawBooked>(bookedSelect(wanted))).map(bookedOf);
  }

  /** Keeps others from booking these rooms and teachers until the transaction ends. */
  async hold(
    tx: EntityManager,
    roomIds: readonly string[],
    teacherNames: readonly string[],
  ): Promise<void> {
    // SQLite has one writer at a time, so nobody else is booking
    if (!this.database.postgres) return;
    await this.database.execute(
      tx,
      sql`SELECT id FROM room WHERE id ${inList(roomIds)} ORDER BY id FOR UPDATE`,
    );
    await this.database.execute(
      tx,
      sql`SELECT pg_advisory_xact_lock(h) FROM (
            SELECT DISTINCT hashtext(name) AS h FROM unnest(${teacherNames}::text[]) name ORDER BY h
          ) locks`,
    );
  }
}

const bookedSelect = ({ roomIds, teacherNames, span, moving }: WantedEvenings): Sql =>
  sql`SELECT c.title, s.room_id, s.teacher_name, s.starts_at, s.ends_at
      FROM class_session s JOIN night_class c ON c.id = s.class_id
      WHERE s.state = 'scheduled' AND NOT s.id ${inList(moving)}
        AND s.starts_at < ${span.endsAt} AND s.ends_at > ${span.startsAt}
        AND (s.room_id ${inList(roomIds)} OR s.teacher_name ${inList(teacherNames)})
      ORDER BY s.starts_at, s.id`;

const bookedOf = (row: RawBooked): BookedEvening => ({
  title: row.title,
  roomId: row.room_id,
  teacherName: row.teacher_name,
  startsAt: instant(row.starts_at),
  endsAt: instant(row.ends_at),
});
