import { Injectable } from '@nestjs/common';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';

/** One wish of a person in a draw that is still to be held. */
export interface WishRow {
  enrollmentId: string;
  title: string;
  siteName: string;
}

@Injectable()
export class WishesQueries {
  constructor(private readonly database: Database) {}

  /** All wishes of the person whose entry this is, in the draw it belongs to, the dearest first. */
  async besides(enrollmentId: string): Promise<WishRow[]> {
    const rows = await this.database.query<{ id: string; title: string; site_name: string }>(
      sql`SELECT e.id, c.title, site.name AS site_name
          FROM enrollment one JOIN night_class its ON its.id = one.class_id
          JOIN enrollment e ON e.profile_id = one.profile_id
          JOIN night_class c ON c.id = e.class_id AND c.draw_id = its.draw_id
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          WHERE one.id = ${enrollmentId} AND e.state = 'applied' ORDER BY e.wish, e.id`,
    );
    return rows.map(({ id, title, site_name }) => ({
      enrollmentId: id,
      title,
      siteName: site_name,
    }));
  }
}
