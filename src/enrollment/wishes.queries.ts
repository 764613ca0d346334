import { Injectable } from '@nestjs/common';
import { instant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';

/** One wish of a person in a draw that is still to be held. */
export interface WishRow {
  enrollmentId: string;
  title: string;
  siteName: string;
  startsAt: Date;
}

interface Raw {
  id: string;
  title: string;
  site_name: string;
  starts_at: unknown;
}

@Injectable()
export class WishesQueries {
  constructor(private readonly database: Database) {}

  /** All wishes of the person whose entry this is, in the draw it belongs to, the dearest first. */
  async besides(enrollmentId: string): Promise<WishRow[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT e.id, c.title, site.name AS site_name, c.starts_at
          FROM enrollment one JOIN night_class its ON its.id = one.class_id
          JOIN enrollment e ON e.profile_id = one.profile_id
          JOIN night_class c ON c.id = e.class_id AND c.draw_id = its.draw_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          WHERE one.id = ${enrollmentId} AND e.state = 'applied' ORDER BY e.wish, e.id`,
    );
    return rows.map(({ id, title, site_name, starts_at }) => ({
      enrollmentId: id,
      title,
      siteName: site_name,
      startsAt: instant(starts_at),
    }));
  }
}
