import { demoClasses, PlannedClass } from '../../src/demo/demo-classes';
import { demoEnrollments } from '../../src/demo/demo-enrollments';
import { demoPeople } from '../../src/demo/demo-people';
import { Ids } from '../../src/demo/rows';
import { readSeed } from '../../src/demo/seed-files';
import { TERM_LIMIT } from '../../src/enrollment/enrollment.rules';
import { ClassTimes, stateAt } from '../../src/scheduling/night-class.rules';
import { nightClassStates } from '../../src/scheduling/night-class.states';
import { overlap, Period } from '../../src/shared/kernel/period';
import { addDays, dateOf, instantOf } from '../../src/shared/kernel/shanghai';

const holidays = new Set(
  readSeed('calendar')
    .days.filter((day) => day.kind === 'holiday')
    .map((day) => day.date),
);
/** Every third day of a year and more: each weekday before, within and after each holiday. */
const days = Array.from({ length: 133 }, (_, i) => addDays('2026-09-03', 3 * i));
const loaded = new Map<string, PlannedClass[]>();
const plannedOn = (day: string): PlannedClass[] => {
  const planned = loaded.get(day) ?? demoClasses(new Ids(), instantOf(day, '09:30'));
  loaded.set(day, planned);
  return planned;
};

const stateOf = ({ row }: PlannedClass, now: Date) => {
  const at = (name: string) => row[name] as Date;
  const times = {
    state: row['state'],
    opensAt: at('opens_at'),
    closesAt: at('closes_at'),
    startsAt: at('starts_at'),
    endsAt: at('ends_at'),
  };
  return stateAt(times as ClassTimes, now);
};
const wanted = ({ seed }: PlannedClass) => (seed.state === 'full' ? 'open' : seed.state);
const label = ({ course, seed }: PlannedClass) => `${course.title} ${seed.startOffsetDays}`;

/** Pairs of classes that want the same room, or the same teacher, at one time. */
function clashes(planned: PlannedClass[], of: (one: PlannedClass) => string): string[] {
  const found: string[] = [];
  const held = new Map<string, [string, Period][]>();
  for (const one of planned.filter(({ seed }) => seed.state !== 'cancelled')) {
    const others = held.get(of(one)) ?? [];
    for (const [name, period] of others)
      if (one.periods.some((mine) => overlap(mine, period))) found.push(`${name} / ${label(one)}`);
    held.set(of(one), [
      ...others,
      ...one.periods.map((period): [string, Period] => [label(one), period]),
    ]);
  }
  return found;
}

describe('the demo county, whatever the day of loading', () => {
  it('shows each class in the state its seed asks for', () => {
    const wrong: string[] = [];
    for (const day of days) {
      const now = instantOf(day, '09:30');
      for (const one of plannedOn(day))
        if (stateOf(one, now) !== wanted(one))
          wrong.push(`${day} ${label(one)}: ${stateOf(one, now)} for ${wanted(one)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('never puts two classes or one teacher twice into one evening hour', () => {
    for (const day of days) {
      const planned = plannedOn(day);
      const rooms = clashes(planned, ({ seed }) => seed.room);
      const teachers = clashes(planned, ({ seed }) => seed.teacher);
      expect({ day, rooms, teachers }).toEqual({ day, rooms: [], teachers: [] });
    }
  });

  it('teaches tonight in at least four schools, unless today is a holiday', () => {
    for (const day of days.filter((one) => !holidays.has(one))) {
      const planned = plannedOn(day);
      const tonight = planned.filter(
        (one) =>
          !['cancelled', 'postponed', 'draft'].includes(one.seed.state) &&
          one.periods.some(({ startsAt }) => dateOf(startsAt) === day),
      );
      expect([day, tonight.length >= 5]).toEqual([day, true]);
      expect(new Set(tonight.map(({ seed }) => seed.school)).size).toBeGreaterThanOrEqual(4);
    }
  });

  it.each(['00:05', '18:30', '19:45', '23:55'])('can be loaded at %s too', (time) => {
    const now = instantOf('2026-11-24', time);
    const states = demoClasses(new Ids(), now).map((one) => stateOf(one, now));
    expect(new Set(states)).toEqual(new Set([...nightClassStates]));
  });

  it('gives nobody two classes at one time, nor more in a term than the rule allows', () => {
    for (const day of days.filter((_, i) => i % 7 === 0)) {
      const now = instantOf(day, '09:30');
      const ids = new Ids();
      const planned = demoClasses(ids, now);
      const rows = demoEnrollments(planned, demoPeople(ids, now, 'hash').learners, now);
      const byClass = new Map(planned.map((one) => [one.row.id, one]));
      const places = new Map<string, PlannedClass[]>();
      for (const row of rows) {
        if (row['state'] !== 'enrolled' && row['state'] !== 'waitlisted') continue;
        const one = byClass.get(row['class_id'] as string)!;
        const profile = row['profile_id'] as string;
        if (stateOf(one, now) === 'finished') continue;
        places.set(profile, [...(places.get(profile) ?? []), one]);
      }
      for (const held of places.values()) {
        const series = held.filter(({ seed }) => seed.sessions > 1);
        const terms = series.map(({ term }) => term.id);
        const most = Math.max(0, ...terms.map((id) => terms.filter((one) => one === id).length));
        expect(most).toBeLessThanOrEqual(TERM_LIMIT);
        expect(clashes(held, () => 'one person')).toEqual([]);
      }
    }
  });
});
