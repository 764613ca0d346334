import { Injectable } from '@nestjs/common';
import { EnrollmentRow, EnrollmentsQueries } from '../enrollment/enrollments.queries';
import { Enrolling } from '../enrollment/enrolling.service';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { DeskEntries, DeskPress } from './desk-entries.service';
import { mayHavePlace } from './list-fate';
import { ListPreviews } from './list-previews.service';
import type { ListRow } from './list-row';

/** Enrols one person at the desk. */
@Injectable()
export class DeskEnrolling {
  constructor(
    private readonly previews: ListPreviews,
    private readonly entries: DeskEntries,
    private readonly enrolling: Enrolling,
    private readonly enrollments: EnrollmentsQueries,
  ) {}

  /**
   * The rules are asked before anything is written about somebody new; the refusal of somebody known
   * is decided, and kept, where every press is.
   * @returns the place as it is now, and whether it was there before
   * @throws RuleViolation with the reasons
   */
  async enroll(
    press: DeskPress,
    who: Pick<ListRow, 'name' | 'phone' | 'ageBand'>,
  ): Promise<{ place: EnrollmentRow; repeated: boolean }> {
    const row = { ...who, leftOut: false, problems: [] };
    const fate = (await this.previews.of(press.classId, [row], press.atDoor))[0]!;
    if (!fate.known && !mayHavePlace(fate))
      throw new RuleViolation('refused', fate.words, fate.field ?? undefined);
    const entry = await this.entries.of(press, row, fate);
    const { enrollmentId, repeated } = await this.enrolling.enroll(entry);
    return { place: (await this.enrollments.find(enrollmentId))!, repeated };
  }
}
