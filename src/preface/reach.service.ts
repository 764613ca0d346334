import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Coverage, LeadLine, Reached, ReachLine, ReachQueries, ReachScope } from './reach.queries';

/** Everything that a page or a workbook about reach shows. */
export interface Reach {
  total: Reached;
  coverage: Coverage;
  levels: ReachLine[];
  topics: ReachLine[];
  schools: ReachLine[];
  briefs: LeadLine[];
}

/** Reads what was reached, and notes who took it along as a file. */
@Injectable()
export class ReachReports {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly queries: ReachQueries,
  ) {}

  async of(scope: ReachScope): Promise<Reach> {
    const [total, coverage, levels, topics, schools, briefs] = await Promise.all([
      this.queries.total(scope),
      this.queries.coverage(scope),
      this.queries.byLevel(scope),
      this.queries.byTopic(scope),
      this.queries.bySchool(scope),
      this.queries.briefs(scope),
    ]);
    return { total, coverage, levels, topics, schools, briefs };
  }

  recordExport(actorId: string, siteId: string, days: { from: string; to: string }): Promise<void> {
    return this.database.write((tx) =>
      this.audit.record(tx, [
        {
          ...{ action: 'preface.reach_export', actorId, siteId, subject: 'site' },
          ...{ subjectId: siteId, detail: { ...days, file: 'xlsx' } },
        },
      ]),
    );
  }
}
