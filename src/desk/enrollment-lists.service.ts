import { Injectable } from '@nestjs/common';
import { maskName, maskPhone } from '../identity/person';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { isUniqueViolation } from '../shared/database/dialect';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { keyReused } from '../shared/web/once';
import { EnrollmentList } from './enrollment-list.entity';
import { DoneList, EnrollmentListsQueries, ListedResult } from './enrollment-lists.queries';
import { ListEnrolling, ListPress } from './list-enrolling.service';
import { Fate, givesPlace } from './list-fate';
import type { ListRow } from './list-row';

/** Carries a list out, once, and keeps what became of each row. */
@Injectable()
export class EnrollmentLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly lists: EnrollmentListsQueries,
    private readonly enrolling: ListEnrolling,
  ) {}

  /** The list that this press made before. @throws RuleViolation when it had other contents */
  async done(press: ListPress): Promise<string | null> {
    const found = await this.lists.byPress(press.actorId, press.actionKey);
    if (found && found.requestHash !== press.requestHash) throw keyReused();
    return found?.id ?? null;
  }

  /** @returns the id of the list with its results */
  async enroll(
    press: ListPress,
    rows: readonly ListRow[],
    fates: readonly Fate[],
  ): Promise<string> {
    const told = await this.enrolling.enroll(press, rows, fates);
    const results = rows
      .map((row, i) => ({ ...masked(row), ...pick(told[i]!) }))
      .filter((one) => one.outcome !== 'left_out');
    try {
      return await this.keep(press, results);
    } catch (error) {
      const first = isUniqueViolation(error) ? await this.done(press) : null;
      if (first === null) throw error;
      return first;
    }
  }

  private keep(press: ListPress, results: ListedResult[]): Promise<DoneList['id']> {
    const { classId, actorId, actionKey, requestHash, school } = press;
    const id = newId();
    const at = this.clock.now();
    const row = { id, classId, actorId, actionKey, requestHash, at };
    const given = results.filter(givesPlace).length;
    return this.database.write(async (tx) => {
      await tx.insert(EnrollmentList, { ...row, results: JSON.stringify(results) });
      const about = { actorId, siteId: school.siteId, subject: 'enrollment_list', subjectId: id };
      const detail = { classId, people: results.length, given };
      await this.audit.record(tx, [{ ...about, action: 'enrollment.list', detail }]);
      return id;
    });
  }
}

const masked = ({ name, phone }: ListRow) => ({
  name: maskName(name),
  phone: /^\d{11}$/.test(phone) ? maskPhone(phone) : '',
});

const pick = ({ outcome, position, words }: Omit<ListedResult, 'name' | 'phone'>) => ({
  outcome,
  position,
  words,
});
