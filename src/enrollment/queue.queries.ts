import { Injectable } from '@nestjs/common';
import { heldNow } from '../scheduling/class-rows.queries';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';

const AT_A_TIME = 200;

/** What the passing of time has made due; the services look again before they act. */
@Injectable()
export class QueueQueries {
  constructor(private readonly database: Database) {}

  /** Enrollments whose offered seat nobody took in time. */
  async expiredOffers(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      sql`SELECT id FROM enrollment WHERE state = 'offered' AND offer_expires_at <= ${now}
          ORDER BY offer_expires_at LIMIT ${AT_A_TIME}`,
    );
    return rows.map((row) => row.id);
  }

  /** Classes that have not begun and have both a queue and a free seat that the desk does not hold. */
  async classesToFill(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      sql`SELECT c.id FROM night_class c WHERE c.state = 'published' AND c.starts_at > ${now}
          AND c.waiting > 0 AND c.capacity - c.taken > ${heldNow(now)}
          ORDER BY c.starts_at, c.id LIMIT ${AT_A_TIME}`,
    );
    return rows.map((row) => row.id);
  }
}
