import { Injectable } from '@nestjs/common';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { jsonRows, jsonRowsOf, sql, Sql } from '../shared/database/sql';
import { NotFound } from '../shared/web/errors';

/** A draw as the public sees it: without its seed until it is held. */
export interface DrawRow {
  id: string;
  opensAt: Date;
  closesAt: Date;
  commitment: string;
  committedAt: Date;
  /** Null until the draw is held, like `seed`, `list` and `listHash`. */
  drawnAt: Date | null;
  seed: string | null;
  list: string | null;
  listHash: string | null;
}

/** A class of a draw in the list of all draws. */
export interface DrawnClass {
  title: string;
  site: string;
  startsAt: Date;
}

/** A class of a draw, with what is to be drawn. */
export interface DrawClassRow {
  id: string;
  title: string;
  siteName: string;
  priorities: string;
  capacity: number;
  taken: number;
  deskQuota: number;
  deskTaken: number;
  waiting: number;
  startsAt: Date;
  closesAt: Date;
  applied: number;
}

interface RawDraw {
  id: string;
  opens_at: unknown;
  closes_at: unknown;
  commitment: string;
  committed_at: unknown;
  drawn_at: unknown;
  seed: string;
  list: string | null;
  list_hash: string | null;
}

interface RawClass {
  id: string;
  title: string;
  site_name: string;
  priorities: string;
  capacity: number;
  taken: number;
  desk_quota: number;
  desk_taken: number;
  waiting: number;
  starts_at: unknown;
  closes_at: unknown;
  applied: number;
}

/** As many as a county holds in some years. */
const MOST_DRAWS = 100;

/** Reads for the public pages about draws. */
@Injectable()
export class DrawPagesQueries {
  constructor(private readonly database: Database) {}

  /** The newest deadline first, without the lists themselves. */
  async all(): Promise<(DrawRow & { classes: DrawnClass[] })[]> {
    const classes = jsonRows(
      ['title', 'site', 'startsAt'],
      sql`SELECT c.title, site.name AS site, c.starts_at AS "startsAt" FROM night_class c
          JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
          WHERE c.draw_id = d.id AND c.state <> 'draft' ORDER BY c.title, c.starts_at, c.id`,
    );
    const rows = await this.database.query<RawDraw & { classes: unknown }>(
      sql`SELECT d.id, d.opens_at, d.closes_at, d.commitment, d.committed_at, d.drawn_at,
            d.seed, NULL AS list, d.list_hash, ${classes} AS classes
          FROM draw d ORDER BY d.closes_at DESC, d.id LIMIT ${MOST_DRAWS}`,
    );
    return rows.map((row) => ({
      ...drawOf(row),
      classes: jsonRowsOf<Record<keyof DrawnClass, string>>(row.classes).map((one) => ({
        ...one,
        startsAt: instant(one.startsAt),
      })),
    }));
  }

  /** Throws NotFound. */
  async one(id: string): Promise<DrawRow> {
    const row = await this.database.one<RawDraw>(
      sql`SELECT id, opens_at, closes_at, commitment, committed_at, drawn_at, seed, list, list_hash
          FROM draw WHERE id = ${id}`,
    );
    if (!row) throw new NotFound();
    return drawOf(row);
  }

  async classesOf(drawId: string): Promise<DrawClassRow[]> {
    const rows = await this.database.query<RawClass>(this.classes(drawId));
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      siteName: row.site_name,
      priorities: row.priorities,
      capacity: row.capacity,
      taken: row.taken,
      deskQuota: row.desk_quota,
      deskTaken: row.desk_taken,
      waiting: row.waiting,
      startsAt: instant(row.starts_at),
      closesAt: instant(row.closes_at),
      applied: row.applied,
    }));
  }

  private classes(drawId: string): Sql {
    return sql`SELECT c.id, c.title, site.name AS site_name, c.priorities, c.capacity, c.taken,
        c.desk_quota, c.desk_taken, c.waiting, c.starts_at, c.closes_at, c.applied
      FROM night_class c JOIN school ON school.id = c.school_id
      JOIN site ON site.id = school.site_id
      WHERE c.draw_id = ${drawId} AND c.state <> 'draft' ORDER BY c.title, c.starts_at, c.id`;
  }
}

function drawOf(row: RawDraw): DrawRow {
  const drawnAt = maybeInstant(row.drawn_at);
  return {
    id: row.id,
    opensAt: instant(row.opens_at),
    closesAt: instant(row.closes_at),
    commitment: row.commitment,
    committedAt: instant(row.committed_at),
    drawnAt,
    seed: drawnAt && row.seed,
    list: drawnAt && row.list,
    listHash: drawnAt && row.list_hash,
  };
}
