import { Injectable } from '@nestjs/common';
import { Actor, mayAt, scopePaths } from '../shared/web/actor';
import { NotFound } from '../shared/web/errors';
import type { Action } from '../shared/web/rights';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { beginsWithAny, sql, Sql } from '../shared/database/sql';

export interface SchoolRow {
  id: string;
  siteId: string;
  sitePath: string;
  siteName: string;
  /** The 街道 or 镇 above the station. */
  officeName: string;
  name: string;
  principal: string;
  phone: string;
  address: string;
  stepFree: boolean;
  stepFreeNote: string;
  intro: string;
  art: string;
  /** HH:MM */
  closesAt: string;
}

interface RawSchool {
  id: string;
  site_id: string;
  path: string;
  site_name: string;
  office_name: string | null;
  name: string;
  principal: string;
  phone: string;
  address: string;
  step_free: unknown;
  step_free_note: string;
  intro: string;
  art: string;
  closes_at: string;
}

const schoolOf = (row: RawSchool): SchoolRow => ({
  id: row.id,
  siteId: row.site_id,
  sitePath: row.path,
  siteName: row.site_name,
  officeName: row.office_name ?? '',
  name: row.name,
  principal: row.principal,
  phone: row.phone,
  address: row.address,
  stepFree: bool(row.step_free),
  stepFreeNote: row.step_free_note,
  intro: row.intro,
  art: row.art,
  closesAt: row.closes_at,
});

const ALL = sql.raw('1 = 1');
/** More stations than a county has. */
const MOST = 1_000;

@Injectable()
export class SchoolsQueries {
  constructor(private readonly database: Database) {}

  /** A page of the schools in the order of the tree. */
  list(limit = MOST, offset = 0): Promise<SchoolRow[]> {
    return this.select(ALL, limit, offset);
  }

  async count(): Promise<number> {
    const row = await this.database.one<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM school`);
    return Number(row?.n ?? 0);
  }

  /** Throws NotFound for an unknown id. */
  async show(schoolId: string): Promise<SchoolRow> {
    const [school] = await this.select(sql`school.id = ${schoolId}`, 1, 0);
    if (!school) throw new NotFound();
    return school;
  }

  /** The school for somebody who may do this there; for anyone else it does not exist. */
  async forDesk(actor: Actor, action: Action, schoolId: string): Promise<SchoolRow> {
    const school = await this.show(schoolId);
    if (!mayAt(actor, action, school.sitePath)) throw new NotFound();
    return school;
  }

  /** The schools at which the actor may do this. */
  async scopedSchools(actor: Actor, action: Action): Promise<SchoolRow[]> {
    const paths = scopePaths(actor, action);
    if (paths.length === 0) return [];
    return this.select(beginsWithAny(sql.raw('site.path'), paths), MOST, 0);
  }

  private async select(where: Sql, limit: number, offset: number): Promise<SchoolRow[]> {
    const rows = await this.database.query<RawSchool>(
      sql`SELECT school.id, school.site_id, site.path, site.name AS site_name,
            office.name AS office_name, school.name, school.principal, school.phone,
            school.address, school.step_free, school.step_free_note, school.intro, school.art,
            school.closes_at
          FROM school JOIN site ON site.id = school.site_id
          LEFT JOIN site office ON office.id = site.parent_id
          WHERE ${where}
          ORDER BY office.position, office.name, site.position, site.name, school.id
          LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map(schoolOf);
  }
}
