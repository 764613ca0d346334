import { proposeTimetable, Proposal } from '../../src/planning/planner.rules';
import type { Place, PlanWorld, WantedClass } from '../../src/planning/plan-world';
import { addDays, instantOf, weekdayOf } from '../../src/shared/kernel/shanghai';
import { overlap, Period } from '../../src/shared/kernel/period';
import { planSeries } from '../../src/scheduling/series.rules';
import { classesToPlan, farApart, termToPlan } from '../support/term-to-plan';

const FROM = '2026-12-01';

const wanted = (id: string, more: Partial<WantedClass> = {}): WantedClass => ({
  ...{ id, title: id, teacherName: `${id}师`, schoolId: null, seats: 20, equipment: [] },
  ...{ sessionCount: 2, weekdays: [], slots: [], fixed: null },
  ...more,
});

/** One school with one room of 24 seats, for three weeks. */
function oneRoom(more: Partial<PlanWorld> = {}): PlanWorld {
  const { schools, rooms } = termToPlan(3);
  return {
    ...{ from: FROM, to: '2026-12-21', schools, rooms: [{ ...rooms[0]!, capacity: 24 }] },
    ...{ hours: new Map(), booked: [], ...more },
  };
}

const propose = (classes: WantedClass[], world: PlanWorld): Proposal =>
  proposeTimetable(classes, world, farApart);

/** The evenings of a place, by the rule that books them later. */
function eveningsOf(place: Place, count: number, world: PlanWorld): Period[] {
  const { calendar } = world.schools[0]!;
  const [slotStart, slotEnd] = place.slot.split('-') as [string, string];
  const series = planSeries({ ...place, slotStart, slotEnd, count, calendar });
  return series.sessions;
}

it('places 200 classes in 40 rooms with 60 teachers, nobody and nothing in two places at once', () => {
  const world = termToPlan(40);
  const classes = classesToPlan(200, 60);
  const { placed, unplaced } = propose(classes, world);
  expect([placed.size, unplaced.size]).toEqual([200, 0]);
  const rooms = new Map(world.rooms.map((room) => [room.id, room]));
  const held = classes.flatMap((c) => {
    const place = placed.get(c.id)!;
    const room = rooms.get(place.roomId)!;
    expect(room.capacity).toBeGreaterThanOrEqual(c.seats);
    expect(c.equipment.filter((one) => !room.equipment.includes(one))).toEqual([]);
    expect(c.schoolId ?? room.schoolId).toBe(room.schoolId);
    const evenings = eveningsOf(place, c.sessionCount, world);
    expect(evenings).toHaveLength(c.sessionCount);
    expect(evenings.at(-1)!.endsAt < instantOf(addDays(world.to, 1))).toBe(true);
    expect(weekdayOf(place.startDate)).toBe(place.weekday);
    return evenings.map((one) => ({ ...one, place, c, schoolId: room.schoolId }));
  });
  const way = 20 * 60_000;
  const clashes = held.flatMap((a, i) =>
    held.slice(i + 1).filter((b) => {
      if (Math.abs(+a.startsAt - +b.startsAt) > 12 * 3_600_000) return false;
      if (a.place.roomId === b.place.roomId && overlap(a, b)) return true;
      if (a.c.teacherName !== b.c.teacherName) return false;
      const gap = a.schoolId === b.schoolId ? 0 : way;
      return overlap(a, {
        startsAt: new Date(+b.startsAt - gap),
        endsAt: new Date(+b.endsAt + gap),
      });
    }),
  );
  expect(clashes).toEqual([]);
  expect(propose(classes, world)).toEqual({ placed, unplaced });
});

it('counts every class of a plan once, placed or not, however full the county is', () => {
  const classes = classesToPlan(120, 60);
  const { placed, unplaced } = propose(classes, termToPlan(6));
  expect(placed.size + unplaced.size).toBe(120);
  expect(unplaced.size).toBeGreaterThan(0);
  expect([...unplaced.values()].every((why) => why.length > 5)).toBe(true);
});

describe('names what binds', () => {
  const whyNot = (c: WantedClass, world = oneRoom()) => propose([c], world).unplaced.get(c.id);

  it.each<[string, Partial<WantedClass>, string]>([
    ['the room is too small', { seats: 30 }, '最大的教室只有 24 座，坐不下 30 人'],
    ['equipment is missing', { equipment: ['烤箱'] }, '坐得下 20 人的教室没有烤箱'],
    ['no room at that school', { schoolId: 'school-9' }, '没有开放的教室'],
    [
      'the days do not suffice',
      { sessionCount: 4 },
      '要上 4 节，最多的周一在这段时间里也只有 3 个晚上能上课',
    ],
    [
      'a family class would end too late',
      { title: '亲子烘焙', slots: ['19:00-20:30'] },
      '19:00-20:30：亲子班 20:00 前下课',
    ],
  ])('%s', (_, more, why) => {
    expect(whyNot(wanted('剪纸', more))).toBe(why);
  });

  it('the hours of the teacher', () => {
    const hours = new Map([['剪纸师', { weekdays: [2], from: '20:00', until: '21:30' }]]);
    expect(whyNot(wanted('剪纸'), oneRoom({ hours }))).toBe(
      '剪纸师老师只有周二 20:00–21:30 有空，和想排的时间对不上',
    );
  });

  it('what stands in the room, what the teacher does, and both in turn', () => {
    const at = { weekdays: [3], slots: ['19:00-20:30' as const] };
    const evening = (roomId: string, teacherName: string, schoolId: string, date: string) => ({
      ...{ roomId, teacherName, schoolId, title: '书法' },
      ...{ startsAt: instantOf(date, '18:00'), endsAt: instantOf(date, '19:01') },
    });
    const weeks = ['2026-12-02', '2026-12-09', '2026-12-16'];
    const room = weeks.map((date) => evening('room-0', '别人', 'school-0', date));
    const teacher = weeks.map((date) => evening('elsewhere', '剪纸师', 'school-0', date));
    expect(whyNot(wanted('剪纸', at), oneRoom({ booked: room }))).toBe(
      '坐得下 20 人的教室都排满了，例如 12月2日 周三 18:00 “书法”',
    );
    expect(whyNot(wanted('剪纸', at), oneRoom({ booked: teacher }))).toBe(
      '剪纸师老师有空的晚上都排满了，例如 12月2日 周三 18:00 “书法”',
    );
    const turns = [room[0]!, teacher[1]!, room[2]!];
    expect(whyNot(wanted('剪纸', { ...at, sessionCount: 1 }), oneRoom({ booked: turns }))).toMatch(
      /^教室空着的晚上剪纸师老师没空/,
    );
    const touching = room.map((one) => ({ ...one, endsAt: instantOf(weeks[0]!, '19:00') }));
    expect(whyNot(wanted('剪纸', { ...at, sessionCount: 1 }), oneRoom({ booked: touching }))).toBe(
      undefined,
    );
  });
});

it('lets a teacher go from one school to another only with time for the way', () => {
  const booked = [
    {
      ...{ roomId: 'room-9', teacherName: '剪纸师', schoolId: 'school-1', title: '书法' },
      startsAt: instantOf('2026-12-02', '18:00'),
      endsAt: instantOf('2026-12-02', '19:30'),
    },
  ];
  const c = wanted('剪纸', { sessionCount: 1, weekdays: [3], slots: ['19:30-21:00'] });
  const world = oneRoom({ to: '2026-12-02', booked });
  expect(proposeTimetable([c], world, () => 0).placed.size).toBe(1);
  expect(propose([c], world).placed.size).toBe(0);
});

it('pushes one class elsewhere when another can be held nowhere else', () => {
  // 少 has two evenings and goes first, to the earlier one, which is the only one that 多 has
  const slots = ['19:00-20:30' as const];
  const few = wanted('少', { sessionCount: 1, weekdays: [3, 4], slots });
  const many = wanted('多', { sessionCount: 1, weekdays: [3, 4, 5], slots });
  const booked = ['2026-12-03', '2026-12-04'].map((date) => ({
    ...{ roomId: 'room-9', teacherName: '多师', schoolId: 'school-0', title: '书法' },
    ...{ startsAt: instantOf(date, '19:00'), endsAt: instantOf(date, '20:30') },
  }));
  const world = oneRoom({ to: '2026-12-04', booked });
  expect(propose([few], world).placed.get('少')?.startDate).toBe('2026-12-02');
  const { placed } = propose([few, many], world);
  expect(placed.get('多')?.startDate).toBe('2026-12-02');
  expect(placed.get('少')?.startDate).toBe('2026-12-03');
  const kept = { ...few, fixed: placed.get('多')! };
  expect(propose([kept, many], world).unplaced.has('多')).toBe(true);
});

it('keeps to the place that a clerk has fixed, and others give way', () => {
  const fixed = {
    roomId: 'room-0',
    weekday: 3,
    slot: '19:00-20:30' as const,
    startDate: '2026-12-02',
  };
  const classes = [
    wanted('先', { weekdays: [3], slots: ['19:00-20:30'], sessionCount: 1 }),
    wanted('定', { fixed, sessionCount: 1 }),
  ];
  const { placed } = propose(classes, oneRoom());
  expect(placed.get('定')).toEqual(fixed);
  expect(placed.get('先')!.startDate).toBe('2026-12-09');
  const past = { ...fixed, startDate: '2026-12-23' };
  expect(propose([wanted('迟', { fixed: past })], oneRoom()).unplaced.get('迟')).toBe(
    '从选定的日期起，到最后一天上不完，或者那天不开课',
  );
});

it('avoids the harvest where it can, and leaves closed days out', () => {
  const mark = (kind: 'farming' | 'closed', date: string, lastDate = date) => ({
    ...{ kind, name: kind, source: '测试', confirmed: true },
    recurrence: { every: 'once' as const, date, lastDate },
  });
  const base = oneRoom();
  const rules = [mark('farming', '2026-12-01', '2026-12-10'), mark('closed', '2026-12-16')];
  const calendar = (date: string) =>
    rules
      .filter(({ recurrence }) => date >= recurrence.date && date <= recurrence.lastDate)
      .map(({ kind, name }) => ({ kind, name, why: name }));
  const world = { ...base, schools: base.schools.map((one) => ({ ...one, calendar })) };
  const { placed, unplaced } = propose(
    [wanted('剪纸', { sessionCount: 1 }), wanted('周三', { weekdays: [3], sessionCount: 3 })],
    world,
  );
  expect(placed.get('剪纸')!.startDate > '2026-12-10').toBe(true);
  expect(unplaced.get('周三')).toBe('要上 3 节，最多的周三在这段时间里也只有 2 个晚上能上课');
});
