import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';

export interface AuditLine {
  /** The verb with its noun, e.g. `night_class.publish`. */
  action: string;
  /** The account that did it; null for the clock and the worker. */
  actorId: string | null;
  siteId?: string | null;
  subject: string;
  subjectId: string;
  /** Facts behind the decision; no personal data. */
  detail?: object;
}

/** Writes who did what, in the transaction of the deed. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  record(tx: EntityManager, lines: readonly AuditLine[]): Promise<void> {
    const at = this.clock.now();
    const rows = lines.map((line) => ({
      id: newId(),
      at,
      action: line.action,
      actor_id: line.actorId,
      site_id: line.siteId ?? null,
      subject: line.subject,
      subject_id: line.subjectId,
      detail: line.detail ? JSON.stringify(line.detail) : null,
    }));
    return this.database.insertRows(tx, 'audit_entry', rows);
  }
}
