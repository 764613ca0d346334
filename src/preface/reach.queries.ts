import { Injectable } from '@nestjs/common';
import {
  BriefLevel,
  briefLevelNames,
  BriefTopic,
  briefTopicNames,
  briefTopics,
} from '../policy/brief-words';
import { instant, maybeInstant } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { sql, Sql } from '../shared/database/sql';
import { below } from './coming-queues.queries';

/** What was reached, where and when; both moments belong to days, the second is not included. */
export interface ReachScope {
  /** Sites at these paths and below. */
  within: readonly string[];
  schoolId: string | null;
  from: Date;
  to: Date;
}

/** How many evenings heard something, how many attendances and how many different people. */
export interface Reached {
  sessions: number;
  attendances: number;
  persons: number;
}
export interface ReachLine extends Reached {
  name: string;
}

/** How fast one brief reached people. */
export interface LeadLine extends Reached {
  title: string;
  level: string;
  publishedAt: Date;
  firstAt: Date | null;
  mostAt: Date | null;
  /** 想再了解, asked by people of the whole county. */
  more: number;
}

export interface Coverage {
  held: number;
  told: number;
  exempt: number;
}

type Raw = Record<string, unknown>;

/** People who were checked in when the brief had been said. */
const LISTENERS = sql`LEFT JOIN attendance a ON a.session_id = d.session_id
  AND a.state IN ('present', 'late') AND a.at <= d.at`;
const COUNTS = sql`COUNT(DISTINCT d.session_id) AS sessions, COUNT(DISTINCT a.id) AS attendances,
  COUNT(DISTINCT a.profile_id) AS persons`;
const PLACE = sql`JOIN night_class c ON c.id = s.class_id JOIN school ON school.id = c.school_id
  JOIN site ON site.id = school.site_id`;

/** 讲到了多少人: evenings, attendances and persons, by level, topic and site. */
@Injectable()
export class ReachQueries {
  constructor(private readonly database: Database) {}

  async total(scope: ReachScope): Promise<Reached> {
    const [row] = await this.database.query<Raw>(sql`SELECT ${COUNTS} ${delivered(scope)}`);
    return reachedOf(row!);
  }

  /** Evenings that were held, those that heard a brief, and those that were exempt. */
  async coverage(scope: ReachScope): Promise<Coverage> {
    const row = await this.database.one<Raw>(
      sql`SELECT COUNT(*) AS held,
            COUNT(CASE WHEN EXISTS (SELECT 1 FROM brief_delivery d WHERE d.session_id = s.id)
              THEN 1 END) AS told,
            COUNT(CASE WHEN EXISTS (SELECT 1 FROM preface_exemption x WHERE x.session_id = s.id)
              THEN 1 END) AS exempt
          FROM class_session s ${PLACE}
          WHERE s.state = 'scheduled' AND c.state = 'published' AND s.ends_at >= ${scope.from}
            AND s.ends_at < ${scope.to} AND ${placed(scope)}`,
    );
    return {
      held: Number(row!['held']),
      told: Number(row!['told']),
      exempt: Number(row!['exempt']),
    };
  }

  async byLevel(scope: ReachScope): Promise<ReachLine[]> {
    const lines = await this.lines(scope, sql`b.level`, sql`b.level`);
    const names = Object.keys(briefLevelNames) as BriefLevel[];
    return inOrder(lines, names).map((one) => ({
      ...one,
      name: `${briefLevelNames[one.name as BriefLevel]}级`,
    }));
  }

  async byTopic(scope: ReachScope): Promise<ReachLine[]> {
    const topics = sql.join(
      briefTopics.map((topic) => sql`SELECT ${topic} AS topic`),
      ' UNION ALL ',
    );
    const rows = await this.database.query<Raw>(
      sql`SELECT t.topic AS name, ${COUNTS} ${delivered(
        scope,
        sql`JOIN (${topics}) t ON (',' || b.topics || ',') LIKE ('%,' || t.topic || ',%')`,
      )} GROUP BY t.topic`,
    );
    return inOrder(rows.map(lineOf), briefTopics).map((one) => ({
      ...one,
      name: briefTopicNames[one.name as BriefTopic],
    }));
  }

  bySchool(scope: ReachScope): Promise<ReachLine[]> {
    return this.lines(scope, sql`school.name`, sql`school.id, school.name`);
  }

  /** By publication, the latest first; briefs that nobody has heard yet stand among them. */
  async briefs(scope: ReachScope): Promise<LeadLine[]> {
    const rows = await this.database.query<Raw>(
      sql`WITH told AS (SELECT d.brief_id, d.at,
              ROW_NUMBER() OVER (PARTITION BY d.brief_id ORDER BY d.at, d.id) AS nth,
              COUNT(*) OVER (PARTITION BY d.brief_id) AS n
            FROM brief_delivery d JOIN class_session s ON s.id = d.session_id ${PLACE}
            WHERE ${placed(scope)}),
          lead AS (SELECT brief_id, MIN(at) AS first_at,
              MIN(CASE WHEN nth * 10 >= n * 8 THEN at END) AS most_at
            FROM told GROUP BY brief_id),
          reach AS (SELECT d.brief_id, ${COUNTS} ${delivered(scope)} GROUP BY d.brief_id)
          SELECT b.title, b.level, b.published_at, lead.first_at, lead.most_at,
            COALESCE(reach.sessions, 0) AS sessions, COALESCE(reach.attendances, 0) AS attendances,
            COALESCE(reach.persons, 0) AS persons,
            (SELECT COUNT(*) FROM brief_response r
              WHERE r.brief_id = b.id AND r.kind = 'more') AS more
          FROM policy_brief b LEFT JOIN lead ON lead.brief_id = b.id
          LEFT JOIN reach ON reach.brief_id = b.id
          WHERE b.published_at IS NOT NULL
            AND (reach.brief_id IS NOT NULL
              OR b.published_at >= ${scope.from} AND b.published_at < ${scope.to})
          ORDER BY b.published_at DESC, b.id LIMIT 200`,
    );
    return rows.map((row) => ({
      ...reachedOf(row),
      title: row['title'] as string,
      level: `${briefLevelNames[row['level'] as BriefLevel]}级`,
      publishedAt: instant(row['published_at']),
      firstAt: maybeInstant(row['first_at']),
      mostAt: maybeInstant(row['most_at']),
      more: Number(row['more']),
    }));
  }

  private async lines(scope: ReachScope, name: Sql, group: Sql): Promise<ReachLine[]> {
    const rows = await this.database.query<Raw>(
      sql`SELECT ${name} AS name, ${COUNTS} ${delivered(scope)}
          GROUP BY ${group} ORDER BY sessions DESC, ${name} LIMIT 200`,
    );
    return rows.map(lineOf);
  }
}

/** The deliveries of a scope with those who heard them. */
const delivered = (scope: ReachScope, more: Sql = sql``): Sql => sql`
  FROM brief_delivery d JOIN policy_brief b ON b.id = d.brief_id ${more}
  JOIN class_session s ON s.id = d.session_id ${PLACE} ${LISTENERS}
  WHERE d.at >= ${scope.from} AND d.at < ${scope.to} AND ${placed(scope)}`;

const placed = ({ within, schoolId }: ReachScope): Sql =>
  schoolId === null ? below(within) : sql`c.school_id = ${schoolId}`;

const reachedOf = (row: Raw): Reached => ({
  sessions: Number(row['sessions']),
  attendances: Number(row['attendances']),
  persons: Number(row['persons']),
});
const lineOf = (row: Raw): ReachLine => ({ name: row['name'] as string, ...reachedOf(row) });

const inOrder = (lines: readonly ReachLine[], names: readonly string[]): ReachLine[] =>
  names.flatMap((name) => lines.filter((line) => line.name === name));
