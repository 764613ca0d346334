import { Injectable } from '@nestjs/common';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';
import type { CalendarDay } from './calendar-day.entity';
import { Calendar, calendarOf, MarkRule } from './marks.rules';
import { recurrenceOf } from './recurrence.rules';

/** A stored rule and whose it is. */
export interface StoredRule extends MarkRule {
  id: string;
  schoolId: string | null;
}

interface RawRule extends Pick<CalendarDay, 'id' | 'kind' | 'name' | 'source'> {
  school_id: string | null;
  every: CalendarDay['every'];
  first_day: string | null;
  last_day: string | null;
  festival: CalendarDay['festival'];
  digits: string | null;
  confirmed: unknown;
}

/** Some fifty rules a year; the bound keeps a mistake from filling a page. */
const MOST_RULES = 1_000;

@Injectable()
export class CalendarQueries {
  constructor(private readonly database: Database) {}

  /** The rules for the county and, if one is named, its school that can mark a day from `from` on. */
  rules(schoolId: string | null, from: string): Promise<StoredRule[]> {
    return this.select(
      sql`(school_id IS NULL OR school_id = ${schoolId}) AND (every <> 'once' OR last_day >= ${from})`,
    );
  }

  /** The calendars of several schools from a day on. */
  async calendars(schoolIds: readonly string[], from: string): Promise<Map<string, Calendar>> {
    const rules = await this.select(
      sql`(school_id IS NULL OR school_id ${inList(schoolIds)}) AND (every <> 'once' OR last_day >= ${from})`,
    );
    const own = (id: string) => rules.filter(({ schoolId }) => (schoolId ?? id) === id);
    return new Map(schoolIds.map((id) => [id, calendarOf(own(id))]));
  }

  /** A rule of the county, or of this school; undefined when it is somebody else's. */
  async find(schoolId: string | null, id: string): Promise<StoredRule | undefined> {
    const owned = schoolId === null ? sql`school_id IS NULL` : sql`school_id = ${schoolId}`;
    return (await this.select(sql`id = ${id} AND ${owned}`))[0];
  }

  private async select(where: Sql): Promise<StoredRule[]> {
    const rows = await this.database.query<RawRule>(
      sql`SELECT id, school_id, kind, name, every, first_day, last_day, festival, digits, confirmed,
            source
          FROM calendar_day WHERE ${where} ORDER BY COALESCE(first_day, ''), name, id LIMIT ${MOST_RULES}`,
    );
    return rows.map(ruleOf);
  }
}

const ruleOf = (row: RawRule): StoredRule => ({
  id: row.id,
  schoolId: row.school_id,
  kind: row.kind,
  name: row.name,
  recurrence: recurrenceOf({ ...row, firstDay: row.first_day, lastDay: row.last_day }),
  confirmed: bool(row.confirmed),
  source: row.source,
});
