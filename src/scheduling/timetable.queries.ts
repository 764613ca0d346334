import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import type { Period } from '../shared/kernel/period';

/** An evening that is taken already, and what by. */
export interface BookedEvening extends Period {
  title: string;
  roomId: string;
}

interface RawBooked {
  title: string;
  room_id: string;
  starts_at: unknown;
  ends_at: unknown;
}

@Injectable()
export class TimetableQueries {
  constructor(private readonly database: Database) {}

  /** Evenings within a span that use the room or the teacher, those about to move left out. */
  async booked(
    tx: EntityManager,
    wanted: { roomId: string; teacherName: string; span: Period; moving: readonly string[] },
  ): Promise<BookedEvening[]> {
    const { rows } = await this.database.execute<RawBooked>(
      tx,
      sql`SELECT c.title, s.room_id, s.starts_at, s.ends_at
          FROM class_session s JOIN night_class c ON c.id = s.class_id
          WHERE s.state = 'scheduled' AND NOT s.id ${inList(wanted.moving)}
            AND s.starts_at < ${wanted.span.endsAt} AND s.ends_at > ${wanted.span.startsAt}
            AND (s.room_id = ${wanted.roomId} OR s.teacher_name = ${wanted.teacherName})`,
    );
    return rows.map((row) => ({
      title: row.title,
      roomId: row.room_id,
      startsAt: instant(row.starts_at),
      endsAt: instant(row.ends_at),
    }));
  }

  /** Keeps others from booking this room or teacher until the transaction ends. */
  async hold(tx: EntityManager, roomId: string, teacherName: string): Promise<void> {
    // SQLite has one writer at a time, so nobody else is booking
    if (!this.database.postgres) return;
    await this.database.execute(tx, sql`SELECT id FROM room WHERE id = ${roomId} FOR UPDATE`);
    await this.database.execute(tx, sql`SELECT pg_advisory_xact_lock(hashtext(${teacherName}))`);
  }
}
