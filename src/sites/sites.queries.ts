import { Injectable } from '@nestjs/common';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { SiteLevel, siteLevels } from './site.entity';

export interface SiteRow {
  id: string;
  parentId: string | null;
  level: SiteLevel;
  name: string;
  path: string;
  isHub: boolean;
  hubId: string | null;
  schoolId: string | null;
}

export interface SiteNode extends SiteRow {
  children: SiteNode[];
}

/** A station as the place where a person lives. */
export interface Community {
  id: string;
  name: string;
  officeName: string;
}

interface RawSite {
  id: string;
  parent_id: string | null;
  level: SiteLevel;
  name: string;
  path: string;
  is_hub: unknown;
  hub_id: string | null;
  school_id: string | null;
}

const COLUMNS = sql.raw(
  's.id, s.parent_id, s.level, s.name, s.path, s.is_hub, s.hub_id, school.id AS school_id',
);
/** More sites than a county has; the tree is never paged. */
const MOST = 2_000;

const siteOf = (row: RawSite): SiteRow => ({
  id: row.id,
  parentId: row.parent_id,
  level: row.level,
  name: row.name,
  path: row.path,
  isHub: bool(row.is_hub),
  hubId: row.hub_id,
  schoolId: row.school_id,
});

/** Sites in reading order: level by level, within a level as the centre placed them. */
const inOrder = (a: SiteRow, b: SiteRow): number =>
  siteLevels.indexOf(a.level) - siteLevels.indexOf(b.level);

/** Rows, parents before children, as trees; a row whose parent is not among them is a root. */
export function treeOf(rows: readonly SiteRow[]): SiteNode[] {
  const nodes = new Map(rows.map((row) => [row.id, { ...row, children: [] as SiteNode[] }]));
  const roots: SiteNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

@Injectable()
export class SitesQueries {
  constructor(private readonly database: Database) {}

  async all(): Promise<SiteRow[]> {
    const rows = await this.database.query<RawSite>(
      sql`SELECT ${COLUMNS} FROM site s LEFT JOIN school ON school.site_id = s.id
          ORDER BY s.position, s.name LIMIT ${MOST}`,
    );
    return rows.map(siteOf).sort(inOrder);
  }

  async find(siteId: string): Promise<SiteRow | undefined> {
    const row = await this.database.one<RawSite>(
      sql`SELECT ${COLUMNS} FROM site s LEFT JOIN school ON school.site_id = s.id
          WHERE s.id = ${siteId}`,
    );
    return row && siteOf(row);
  }

  /** The stations, for the choice of one's community. */
  async communities(): Promise<Community[]> {
    const rows = await this.database.query<{ id: string; name: string; office_name: string }>(
      sql`SELECT s.id, s.name, o.name AS office_name FROM site s JOIN site o ON o.id = s.parent_id
          WHERE s.level = 'station'
          ORDER BY o.position, o.name, s.position, s.name LIMIT ${MOST}`,
    );
    return rows.map((row) => ({ id: row.id, name: row.name, officeName: row.office_name }));
  }
}
