import { Injectable } from '@nestjs/common';
import { NightClassesQueries, ShownClass } from '../scheduling/night-classes.queries';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import type { Actor } from '../shared/web/actor';
import { NotFound } from '../shared/web/errors';
import type { Action } from '../shared/web/rights';
import { SchoolRow, SchoolsQueries } from '../sites/schools.queries';
import { EnrollmentRow, EnrollmentsQueries } from '../enrollment/enrollments.queries';

export interface DeskClass {
  school: SchoolRow;
  found: ShownClass;
}

/** Loads what staff work on, within their scope, and records when they look at personal data. */
@Injectable()
export class DeskRosters {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly classes: NightClassesQueries,
    private readonly enrollments: EnrollmentsQueries,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** A class of the school; throws NotFound outside the scope. */
  async classAt(
    actor: Actor,
    action: Action,
    at: { schoolId: string; classId: string },
  ): Promise<DeskClass> {
    const school = await this.schools.forDesk(actor, action, at.schoolId);
    return { school, found: await this.classes.forDesk(school.id, at.classId) };
  }

  /** A place in a class of the school; throws NotFound outside the scope. */
  async enrollmentAt(
    actor: Actor,
    action: Action,
    at: { schoolId: string; enrollmentId: string },
  ): Promise<{ school: SchoolRow; row: EnrollmentRow }> {
    const school = await this.schools.forDesk(actor, action, at.schoolId);
    const row = await this.enrollments.find(at.enrollmentId);
    if (row?.sitePath !== school.sitePath) throw new NotFound();
    return { school, row };
  }

  /** Writes down that somebody looked at, printed or took away personal data. */
  recordLook(
    action: 'roster.export' | 'roster.print' | 'contact.show',
    actor: Actor,
    school: SchoolRow,
    subjectId: string,
    detail: object,
  ): Promise<void> {
    const subject = action === 'contact.show' ? 'enrollment' : 'night_class';
    const line = { action, actorId: actor.accountId, siteId: school.siteId, subject, subjectId };
    return this.database.write((tx) => this.audit.record(tx, [{ ...line, detail }]));
  }
}
