import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import type { Period } from '../shared/kernel/period';
import { dateOf } from '../shared/kernel/shanghai';
import type { TermSpan, UsedDays } from './term.rules';

/** A term as a school keeps it, or the county where no school was asked for. */
export interface TermRow extends TermSpan {
  id: string;
  classes: number;
  /** The days of the county, where those of the school are its own. */
  countySpan: Period | null;
}

/** The days that a school has for a term. */
export interface OverrideRow extends Period {
  termId: string;
  schoolId: string;
  schoolName: string;
}

/** Four a year, for a century. */
const MOST_TERMS = 400;

type Raw = Record<string, unknown>;

/** Reads terms; how many classes lie in one is counted where they are kept, `night_class`. */
@Injectable()
export class TermsQueries {
  constructor(private readonly database: Database) {}

  /** The newest first; with a school, its own days and classes. */
  async list(schoolId: string | null, limit: number): Promise<TermRow[]> {
    const rows = await this.database.query<Raw>(
      termSelect(schoolId, sql`ORDER BY t.starts_at DESC, t.id LIMIT ${limit}`),
    );
    return rows.map(termOfRow);
  }

  /** Those not over at an instant, the soonest first. */
  async ahead(schoolId: string | null, now: Date, limit: number): Promise<TermRow[]> {
    const rows = await this.database.query<Raw>(
      termSelect(
        schoolId,
        sql`WHERE COALESCE(o.ends_at, t.ends_at) > ${now}
          ORDER BY COALESCE(o.starts_at, t.starts_at), t.id LIMIT ${limit}`,
      ),
    );
    return rows.map(termOfRow);
  }

  async find(schoolId: string | null, id: string): Promise<TermRow | undefined> {
    const row = await this.database.one<Raw>(termSelect(schoolId, sql`WHERE t.id = ${id}`));
    return row && termOfRow(row);
  }

  /** Every term of the county, as the open transaction sees them. */
  async all(tx: EntityManager): Promise<(TermSpan & { id: string })[]> {
    const { rows } = await this.database.execute<Raw>(
      tx,
      sql`SELECT id, name, starts_at, ends_at FROM term ORDER BY starts_at LIMIT ${MOST_TERMS}`,
    );
    return rows.map((row) => ({ ...spanOf(row), id: row['id'] as string }));
  }

  /** The days that schools have of their own, of one school when it is given. */
  async overrides(tx: EntityManager, schoolId?: string): Promise<OverrideRow[]> {
    const at = schoolId === undefined ? sql`` : sql`WHERE o.school_id = ${schoolId}`;
    const { rows } = await this.database.execute<Raw>(
      tx,
      sql`SELECT o.term_id, o.school_id, o.starts_at, o.ends_at, school.name
          FROM term_override o JOIN school ON school.id = o.school_id ${at}`,
    );
    return rows.map((row) => ({
      termId: row['term_id'] as string,
      schoolId: row['school_id'] as string,
      schoolName: row['name'] as string,
      ...periodOfRow(row),
    }));
  }

  /** The days of the classes that follow the county's days of a term, or the days of one school. */
  async used(tx: EntityManager, termId: string, schoolId?: string): Promise<UsedDays | null> {
    const whose =
      schoolId === undefined
        ? sql`NOT EXISTS (SELECT 1 FROM term_override o
            WHERE o.term_id = c.term_id AND o.school_id = c.school_id)`
        : sql`c.school_id = ${schoolId}`;
    const { rows } = await this.database.execute<Raw>(
      tx,
      sql`SELECT COUNT(*) AS n, MIN(c.starts_at) AS first, MAX(c.ends_at) AS last
          FROM night_class c
          WHERE c.term_id = ${termId} AND c.state <> 'cancelled' AND ${whose}`,
    );
    const row = rows[0]!;
    const [first, last] = [maybeInstant(row['first']), maybeInstant(row['last'])];
    if (!first || !last) return null;
    return { classes: Number(row['n']), firstDay: dateOf(first), lastDay: dateOf(last) };
  }

  async hasClasses(tx: EntityManager, termId: string): Promise<boolean> {
    const { rows } = await this.database.execute(
      tx,
      sql`SELECT 1 FROM night_class WHERE term_id = ${termId} LIMIT 1`,
    );
    return rows.length > 0;
  }

  /** Keeps terms as they are until the transaction ends, together with others who rely on them. */
  async rely(tx: EntityManager): Promise<void> {
    if (!this.database.postgres) return;
    await this.database.execute(tx, sql`LOCK TABLE term IN ROW EXCLUSIVE MODE`);
  }

  /** Keeps others from changing and from relying on terms until the transaction ends; SQLite has one writer anyway. */
  async hold(tx: EntityManager): Promise<void> {
    if (!this.database.postgres) return;
    await this.database.execute(tx, sql`LOCK TABLE term IN SHARE ROW EXCLUSIVE MODE`);
  }
}

/** Without a school the join finds nothing, so the days are the county's. */
function termSelect(schoolId: string | null, rest: Sql): Sql {
  const at = schoolId === null ? sql`` : sql`AND c.school_id = ${schoolId}`;
  return sql`SELECT t.id, t.name, COALESCE(o.starts_at, t.starts_at) AS starts_at,
      COALESCE(o.ends_at, t.ends_at) AS ends_at, o.term_id AS own,
      t.starts_at AS county_starts_at, t.ends_at AS county_ends_at,
      (SELECT COUNT(*) FROM night_class c WHERE c.term_id = t.id ${at}) AS classes
    FROM term t LEFT JOIN term_override o ON o.term_id = t.id AND o.school_id = ${schoolId} ${rest}`;
}

const periodOfRow = (row: Raw): Period => ({
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
});
const spanOf = (row: Raw): TermSpan => ({ name: row['name'] as string, ...periodOfRow(row) });

const termOfRow = (row: Raw): TermRow => ({
  ...{ id: row['id'] as string, ...spanOf(row), classes: Number(row['classes']) },
  countySpan:
    row['own'] === null
      ? null
      : { startsAt: instant(row['county_starts_at']), endsAt: instant(row['county_ends_at']) },
});
