import { Injectable } from '@nestjs/common';
import { AdmissionQueries } from '../enrollment/admission.queries';
import { Clock } from '../shared/kernel/clock';
import { HouseholdsQueries } from './households.queries';
import type { Fate } from './list-fate';
import { ListPreview } from './list-preview';
import type { ListRow } from './list-row';

/** Says what will happen to each row of a list before anything is written. */
@Injectable()
export class ListPreviews {
  constructor(
    private readonly households: HouseholdsQueries,
    private readonly admission: AdmissionQueries,
    private readonly clock: Clock,
  ) {}

  /** However many rows there are, the number of statements stays the same. */
  async of(classId: string, rows: readonly ListRow[], atDoor = false): Promise<Fate[]> {
    const readable = rows.filter((row) => !row.leftOut && row.problems.length === 0);
    const households = await this.households.byPhone(readable.map((row) => row.phone));
    const wanted = new Set(readable.map((row) => row.name));
    const profiles = [...households.values()].flatMap((one) =>
      [...one.profiles].filter(([name]) => wanted.has(name)).map(([, id]) => id),
    );
    const now = this.clock.now();
    const facts = await this.admission.asOf([classId], profiles, now);
    return new ListPreview({ classId, atDoor }, facts, households, now).fates(rows);
  }
}
