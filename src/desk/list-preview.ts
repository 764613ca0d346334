import { Admission, newcomer } from '../enrollment/admission';
import type { AdmissionFacts } from '../enrollment/admission.queries';
import { ACCOUNT_CLOSED } from '../identity/desk-people.service';
import { whyNotAdd } from '../identity/household.rules';
import { maskName } from '../identity/person';
import { NotFound } from '../shared/web/errors';
import type { Household } from './households.queries';
import { Fate, NOTHING, refusedPhone, unreadable, verdictOf } from './list-fate';
import type { ListRow } from './list-row';

/** Longer names than this are rare without a dot: perhaps something else stands there too. */
const USUAL_NAME = 4;

interface Shared extends Household {
  /** The row, from 1, that brought each name. */
  rows: Map<string, number>;
}

/**
 * Plays the list through in memory with the decisions of the real batch: each row sees the seats
 * and the people that the rows before it took. Those who do not exist yet are judged as newcomers.
 */
export class ListPreview {
  private readonly people: AdmissionFacts['people'];
  private readonly households: Map<string, Shared>;
  private readonly admission: Admission;
  private readonly agreedBefore = new Set<string>();

  constructor(
    private readonly where: { classId: string; atDoor: boolean },
    facts: AdmissionFacts,
    households: ReadonlyMap<string, Household>,
    now: Date,
  ) {
    this.people = new Map(facts.people);
    for (const [id, person] of facts.people) {
      if (person.consented) this.agreedBefore.add(id);
      this.people.set(id, { ...person, consented: true });
    }
    this.households = new Map(
      [...households].map(([phone, one]) => [
        phone,
        { ...one, profiles: new Map(one.profiles), rows: new Map() },
      ]),
    );
    this.admission = new Admission(facts.classes, this.people, now);
  }

  /** Rows in their order, each once. */
  fates(rows: readonly ListRow[]): Fate[] {
    return rows.map((row, i) => this.fate(row, i + 1));
  }

  private fate(row: ListRow, number: number): Fate {
    if (row.leftOut) return { ...NOTHING, outcome: 'left_out' };
    if (row.problems.length > 0) return unreadable(row.problems);
    const household = this.household(row.phone, number);
    if (household.closed) return refusedPhone(ACCOUNT_CLOSED);
    const before = household.rows.get(row.name);
    if (before !== undefined)
      return { ...NOTHING, outcome: 'repeated', words: `和第 ${before} 行是同一个人，只报一次` };
    const note = noteOn(row, household);
    const problem = this.findOrMake(row, household, number);
    if (problem) return problem;
    household.rows.set(row.name, number);
    const profileId = household.profiles.get(row.name)!;
    const { accountId } = household;
    const known = this.agreedBefore.has(profileId) ? { accountId, profileId } : null;
    return { ...this.decide(accountId, profileId), note, known };
  }

  private household(phone: string, number: number): Shared {
    const found = this.households.get(phone);
    if (found) return found;
    const accountId = `new account ${number}`;
    const made = { accountId, closed: false, holder: '', profiles: new Map(), rows: new Map() };
    this.households.set(phone, made);
    return made;
  }

  /** @returns why there can be no such person */
  private findOrMake(row: ListRow, household: Shared, number: number): Fate | null {
    if (household.profiles.has(row.name)) return null;
    if (row.ageBand === '')
      return unreadable([{ field: 'ageBand', message: '第一次报名，请选择年龄段' }]);
    const full = whyNotAdd(household.profiles.size);
    if (full) return refusedPhone(full);
    const { accountId, profiles } = household;
    const { name, ageBand } = row;
    const profileId = `new person ${number}`;
    this.people.set(profileId, newcomer({ accountId, isSelf: profiles.size === 0, name, ageBand }));
    profiles.set(name, profileId);
    return null;
  }

  private decide(accountId: string, profileId: string): Fate {
    const press = { actorId: accountId, channel: 'desk' as const, actionKey: null };
    const entry = { ...this.where, accountId, profileId, ...press, requestHash: '' };
    const verdict = this.admission.decide(entry);
    if (verdict instanceof NotFound) throw verdict;
    return { ...NOTHING, ...verdictOf(verdict) };
  }
}

function noteOn(row: ListRow, { rows, holder, profiles }: Shared): string {
  const notes: string[] = [];
  const [first] = rows.values();
  if (first !== undefined) notes.push(`和第 ${first} 行手机号重复，按一家人报，不是一家人请改`);
  else if (holder !== '' && !profiles.has(row.name))
    notes.push(`这个手机号是 ${maskName(holder)} 的，会加为一家人`);
  const length = [...row.name].length;
  if (length > USUAL_NAME && !row.name.includes('·')) notes.push(`姓名有 ${length} 个字，请核对`);
  return notes.join('；');
}
