import { Injectable } from '@nestjs/common';
import type { Entry } from '../enrollment/admission';
import { DeskPeople } from '../identity/desk-people.service';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { SchoolRow } from '../sites/schools.queries';
import type { Fate } from './list-fate';
import type { KnownPerson, ListRow } from './list-row';

/** One press of 报名 by a clerk. */
export interface DeskPress {
  classId: string;
  school: SchoolRow;
  actorId: string;
  actionKey: string | null;
  requestHash: string;
  /** At the door of an evening that is on. */
  atDoor?: boolean;
}

/** Turns somebody at the desk into an entry; who is not known yet is made here. */
@Injectable()
export class DeskEntries {
  constructor(private readonly people: DeskPeople) {}

  /**
   * Only for somebody whom the rules would give a place: nobody is kept who gets nothing.
   * @throws RuleViolation when the person cannot be made after all
   */
  async of(press: DeskPress, row: ListRow, fate: Fate): Promise<Entry> {
    const person = fate.known ?? (await this.findOrMake(press, row));
    const { classId, actorId, actionKey, requestHash, atDoor } = press;
    return { classId, actorId, actionKey, requestHash, atDoor, ...person, channel: 'desk' };
  }

  private findOrMake(press: DeskPress, row: ListRow): Promise<KnownPerson> {
    const { siteId } = press.school;
    const { name, phone, ageBand } = row;
    if (ageBand === '') throw new RuleViolation('age', '第一次报名，请选择年龄段', 'ageBand');
    const clerk = { accountId: press.actorId, siteId };
    return this.people.findOrMake(clerk, { name, phone, ageBand, siteId });
  }
}
