import { Injectable } from '@nestjs/common';
import { maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { contains, inList, sql, Sql } from '../shared/database/sql';
import type { CatalogueFilter } from './catalogue-filter';
import {
  CLASS_TABLES,
  classOf,
  ClassRow,
  classSelect,
  openNow,
  RawClass,
  seatsNow,
} from './class-rows.queries';
import { searchTerms } from './search-text';

export interface CatalogueCount {
  total: number;
  /** Of these, the ones with a seat that can be taken now. */
  free: number;
  /** The next moment at which enrolment closes for one of them. */
  nextDeadline: Date | null;
}

@Injectable()
export class CatalogueQueries {
  constructor(private readonly database: Database) {}

  /** How many classes the filter finds; one statement. */
  async count(filter: CatalogueFilter, now: Date): Promise<CatalogueCount> {
    const open = openNow(now);
    const row = await this.database.one<{ total: unknown; free: unknown; deadline: unknown }>(
      sql`SELECT COUNT(*) AS total,
            SUM(CASE WHEN ${open} AND ${seatsNow(now)} > 0 THEN 1 ELSE 0 END) AS free,
            MIN(CASE WHEN ${open} THEN c.closes_at END) AS deadline
          FROM ${CLASS_TABLES} WHERE ${matching(filter, now)}`,
    );
    return {
      total: Number(row?.total ?? 0),
      free: Number(row?.free ?? 0),
      nextDeadline: maybeInstant(row?.deadline),
    };
  }

  /**
   * One page of what the filter finds, in one statement: first what can be taken now, then what
   * opens later, then queues, last what has begun or closed; within each the soonest start first.
   */
  async list(filter: CatalogueFilter, now: Date, page: number, size: number): Promise<ClassRow[]> {
    const rows = await this.database.query<RawClass>(
      classSelect(sql`WHERE ${matching(filter, now)}
        ORDER BY CASE WHEN ${openNow(now)} AND ${seatsNow(now)} > 0 THEN 0
          WHEN c.opens_at > ${now} THEN 1 WHEN ${openNow(now)} THEN 2 ELSE 3 END,
          c.starts_at, c.id
        LIMIT ${size} OFFSET ${(page - 1) * size}`),
    );
    return rows.map(classOf);
  }

  /** How many classes each of several filters finds, in one statement. */
  async countEach(filters: readonly CatalogueFilter[], now: Date): Promise<number[]> {
    if (filters.length === 0) return [];
    const counts = filters.map(
      (filter, i) =>
        sql`(SELECT COUNT(*) FROM ${CLASS_TABLES} WHERE ${matching(filter, now)}) AS ${sql.raw(`n${i}`)}`,
    );
    const row = await this.database.one<Record<string, unknown>>(
      sql`SELECT ${sql.join(counts, ', ')}`,
    );
    return filters.map((_, i) => Number(row?.[`n${i}`] ?? 0));
  }
}

function matching(filter: CatalogueFilter, now: Date): Sql {
  const parts = [sql`c.state = 'published' AND c.ends_at > ${now}`];
  for (const term of searchTerms(filter.q)) parts.push(contains(sql.raw('c.search'), term));
  if (filter.category) parts.push(sql`c.category = ${filter.category}`);
  if (filter.tiers.length > 0) parts.push(sql`c.tier ${inList(filter.tiers)}`);
  if (filter.weekdays.length > 0) parts.push(sql`c.weekday ${inList(filter.weekdays)}`);
  if (filter.siteId) parts.push(within(filter.siteId));
  if (filter.free) parts.push(sql`${openNow(now)} AND ${seatsNow(now)} > 0`);
  return sql.join(parts, ' AND ');
}

const within = (siteId: string): Sql =>
  sql`EXISTS (SELECT 1 FROM site top WHERE top.id = ${siteId}
        AND substr(site.path, 1, length(top.path)) = top.path)`;
