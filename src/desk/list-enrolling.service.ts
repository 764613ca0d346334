import { Injectable } from '@nestjs/common';
import { Enrolling, NotAdmitted } from '../enrollment/enrolling.service';
import type { Entry } from '../enrollment/admission';
import { QueueFull } from '../shared/kernel/batcher';
import { sha256 } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { DeskEntries, DeskPress } from './desk-entries.service';
import { EnrollmentListsQueries, ListedResult } from './enrollment-lists.queries';
import { Fate, givesPlace, verdictOf } from './list-fate';
import type { ListRow } from './list-row';

/** One press of 报名 under a list. */
export interface ListPress extends DeskPress {
  actionKey: string;
}

type Told = Pick<ListedResult, 'outcome' | 'position' | 'words'>;
/** A row on its way: the press of its person, or what became of it already. */
type Step = Entry | Told;

const isPress = (step: Step): step is Entry => 'profileId' in step;

/** Gives places to the people of a list: each row alone, in order, whatever becomes of the others. */
@Injectable()
export class ListEnrolling {
  constructor(
    private readonly entries: DeskEntries,
    private readonly enrolling: Enrolling,
    private readonly lists: EnrollmentListsQueries,
  ) {}

  /**
   * Rows that the preview would not enrol keep its words. Each row has a key of its own, made from
   * that of the list: pressing again, also after a crash half-way, gives everybody the same place.
   */
  async enroll(
    press: ListPress,
    rows: readonly ListRow[],
    fates: readonly Fate[],
  ): Promise<Told[]> {
    const steps: Step[] = [];
    for (const [i, row] of rows.entries()) steps.push(await this.prepare(press, row, fates[i]!, i));
    const told = await Promise.all(
      steps.map((step) => (isPress(step) ? this.attempt(step) : Promise.resolve(step))),
    );
    return this.asFirstGiven(press, told);
  }

  private async prepare(press: ListPress, row: ListRow, fate: Fate, at: number): Promise<Step> {
    if (!givesPlace(fate)) return fate;
    try {
      return await this.entries.of({ ...press, actionKey: rowKey(press, at) }, row, fate);
    } catch (error) {
      return toldOf(error);
    }
  }

  private async attempt(entry: Entry): Promise<Told> {
    try {
      return verdictOf(await this.enrolling.enroll(entry));
    } catch (error) {
      return toldOf(error);
    }
  }

  /** What the first of several presses got, where this one found it done. */
  private async asFirstGiven(press: ListPress, told: readonly Told[]): Promise<Told[]> {
    const keys = told.map((_, i) => rowKey(press, i));
    const given = await this.lists.given(press.actorId, keys);
    return told.map((one, i) => {
      const decision = given.get(keys[i]!);
      return decision ? verdictOf(decision) : one;
    });
  }
}

const rowKey = (press: ListPress, at: number): string => sha256(`${press.actionKey}:${at}`);

/** A refusal of one row; a full queue too is one, for the others have their places. */
function toldOf(error: unknown): Told {
  if (error instanceof NotAdmitted) return verdictOf({ refused: [...error.reasons] });
  const words = error instanceof QueueFull ? '现在人很多，这一位没轮上，请再报一次' : null;
  if (!words && !(error instanceof RuleViolation)) throw error;
  return { outcome: 'refused', position: null, words: words ?? (error as RuleViolation).message };
}
