import { Injectable } from '@nestjs/common';
import { TO_DRAW } from '../scheduling/class-rows.queries';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { addDays, dateOf, instantOf } from '../shared/kernel/shanghai';
import { Judged, JUDGED_DAYS, needsJudgement } from './judging.rules';

/** A class that staff must decide about. */
export interface OpenJudgement extends Judged {
  id: string;
  title: string;
  schoolId: string;
  schoolName: string;
  waiting: number;
  toDraw: boolean;
}

/** More than a county opens within three days. */
const MOST = 500;

type Raw = Record<string, unknown>;

@Injectable()
export class JudgementsQueries {
  constructor(private readonly database: Database) {}

  /** Classes that are to be judged now, the next to begin first; at one school when it is given. */
  async open(now: Date, schoolId?: string): Promise<OpenJudgement[]> {
    const until = instantOf(addDays(dateOf(now), JUDGED_DAYS + 1));
    const at = schoolId === undefined ? sql`` : sql`AND c.school_id = ${schoolId}`;
    const rows = await this.database.query<Raw>(
      sql`SELECT c.id, c.title, c.school_id, school.name AS school_name, c.state, c.starts_at,
            c.taken, c.applied, c.waiting, c.minimum, c.go_ahead_at, ${TO_DRAW} AS to_draw
          FROM night_class c JOIN school ON school.id = c.school_id
          WHERE c.state = 'published' AND c.ends_at > ${now} AND c.starts_at > ${now}
            AND c.starts_at < ${until} AND c.taken < c.minimum ${at}
          ORDER BY c.starts_at, c.title, c.id LIMIT ${MOST}`,
    );
    return rows.map(judgementOf).filter((one) => needsJudgement(one, now));
  }
}

const judgementOf = (row: Raw): OpenJudgement => ({
  id: row['id'] as string,
  title: row['title'] as string,
  schoolId: row['school_id'] as string,
  schoolName: row['school_name'] as string,
  state: row['state'] as OpenJudgement['state'],
  startsAt: instant(row['starts_at']),
  taken: Number(row['taken']),
  applied: Number(row['applied']),
  waiting: Number(row['waiting']),
  minimum: Number(row['minimum']),
  goAheadAt: maybeInstant(row['go_ahead_at']),
  toDraw: bool(row['to_draw']),
});
