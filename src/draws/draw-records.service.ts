import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Decisions } from '../enrollment/decisions';
import { EnrollmentMail } from '../enrollment/enrollment.mail';
import type { EnrollmentNews } from '../enrollment/enrollment.news';
import { Draw } from '../scheduling/draw.entity';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { listHash } from './draw-list.rules';
import type { Drawn, Outcome } from './drawing.rules';

/** Writes what a draw decided: rows, counters, the public list, reasons, mails. */
@Injectable()
export class DrawRecords {
  constructor(
    private readonly database: Database,
    private readonly decisions: Decisions,
    private readonly mail: EnrollmentMail,
    private readonly audit: Audit,
  ) {}

  async write(tx: EntityManager, drawId: string, classIds: string[], drawn: Drawn, now: Date) {
    const all = [...drawn.outcomes.values()].flat();
    await this.database.updateRows(
      tx,
      'enrollment',
      all.map((one) => ({
        id: one.enrollmentId,
        state: one.state,
        changed_at: now,
        entry_code: one.code,
        draw_rank: one.rank,
        queue_number: one.queueNumber,
      })),
    );
    await this.count(tx, classIds, all);
    const { list } = drawn;
    await tx.update(Draw, { id: drawId }, { list, listHash: listHash(list) });
    await this.explain(tx, drawn);
    await this.mail.tell(tx, newsOf(drawn));
    const line = { action: 'draw.hold', actorId: null, subject: 'draw', subjectId: drawId };
    await this.audit.record(tx, [{ ...line, detail: { entries: drawn.outcomes.size } }]);
  }

  /** The CHECK on the row refuses a class that was given more seats than it has. */
  private async count(tx: EntityManager, classIds: string[], all: readonly Outcome[]) {
    const rows = classIds.map((id) => {
      const of = (state: Outcome['state']) =>
        all.filter((one) => one.classId === id && one.state === state).length;
      return { id, seated: of('enrolled'), queued: of('waitlisted') };
    });
    for (const { id, seated, queued } of rows)
      await this.database.execute(
        tx,
        sql`UPDATE night_class SET taken = taken + ${seated}, waiting = waiting + ${queued},
              next_queue_number = next_queue_number + ${queued}, applied = 0 WHERE id = ${id}`,
      );
  }

  private explain(tx: EntityManager, { outcomes }: Drawn): Promise<void> {
    const decided = [...outcomes].flatMap(([profileId, rows]) =>
      rows.map((one) => ({
        classId: one.classId,
        profileId,
        enrollmentId: one.enrollmentId,
        kind: KINDS[one.state],
        actorId: null,
        position: one.rank,
        words: one.words,
      })),
    );
    return this.decisions.record(tx, decided);
  }
}

const KINDS = { enrolled: 'drawn', waitlisted: 'queued', not_drawn: 'not_drawn' } as const;

/** One mail a person: about the seat, else about the dearest wish in whose queue they stand. */
function newsOf({ outcomes }: Drawn): Map<string, EnrollmentNews> {
  return new Map(
    [...outcomes.values()].map((rows) => {
      const seat = rows.find((one) => one.state === 'enrolled');
      const queue = rows.find((one) => one.state === 'waitlisted');
      return [(seat ?? queue ?? rows[0]!).enrollmentId, seat ? 'drawn' : 'notDrawn'];
    }),
  );
}
