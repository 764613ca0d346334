import type { Values } from '../shared/kernel/seen.rules';
import { dateOf, inputMoment } from '../shared/kernel/shanghai';
import type { NightClass } from './night-class.entity';
import { groupKinds, prioritiesOf } from './priorities';

type Limits = Pick<
  NightClass,
  'state' | 'teacherName' | 'capacity' | 'minimum' | 'deskQuota' | 'closesAt'
>;
type Draft = Limits &
  Pick<
    NightClass,
    | 'roomId'
    | 'weekday'
    | 'slotStart'
    | 'slotEnd'
    | 'startsAt'
    | 'sessionCount'
    | 'opensAt'
    | 'admission'
    | 'priorities'
  >;

/** A public class as the form of its rules shows it. */
export const limitValues = (c: Limits) => ({
  state: c.state,
  teacherName: c.teacherName,
  capacity: String(c.capacity),
  minimum: String(c.minimum),
  deskQuota: String(c.deskQuota),
  closesAt: inputMoment(c.closesAt),
});

/** A draft as its form shows it. */
export const draftValues = (c: Draft) => ({
  ...limitValues(c),
  roomId: c.roomId,
  weekday: String(c.weekday),
  slot: `${c.slotStart}-${c.slotEnd}`,
  startDate: dateOf(c.startsAt),
  sessionCount: String(c.sessionCount),
  opensAt: inputMoment(c.opensAt),
  admission: c.admission,
  ...priorityValues(c.priorities),
});

/** Those that it has not are empty, so that taking one away is a change too. */
function priorityValues(priorities: string): Record<string, string> {
  const none = groupKinds.flatMap((group) => [
    [`${group}Seats`, ''],
    [`${group}Weight`, ''],
  ]);
  const some = prioritiesOf(priorities).map(({ group, kind, n }) => [
    `${group}${kind === 'seats' ? 'Seats' : 'Weight'}`,
    String(n),
  ]);
  return Object.fromEntries([...none, ...some]) as Record<string, string>;
}

/** Whichever of its two forms a class has now. */
export const classValues = (c: Draft): Values =>
  c.state === 'draft' ? draftValues(c) : limitValues(c);
