import { RuleViolation } from '../../src/shared/kernel/rule-violation';
import { caughtUp, readSeen, requireSeen, seenText } from '../../src/shared/kernel/seen.rules';

const seen = { teacher: '沈墨', seats: '30', days: ['3', '4'], fixed: '' };
const asked = ['teacher', 'seats', 'days', 'fixed'];

describe('what a form was filled from', () => {
  it('is read as it was written', () => {
    expect(readSeen(seenText(seen))).toEqual(seen);
  });

  it.each(['', 'null', '[]', '"text"', '{"a":1}', '{"a":[1]}', '{"a":{}}', '{'])(
    'is nothing else: %s',
    (text) => expect(readSeen(text)).toBeNull(),
  );

  it('passes while nothing changed, in whatever order several values come', () => {
    expect(() => requireSeen(seen, { ...seen, days: ['4', '3'] })).not.toThrow();
    expect(() => requireSeen({ ...seen, more: 'x' }, seen)).not.toThrow();
  });

  it.each([{ teacher: '顾长明' }, { days: ['3'] }, { fixed: '1' }, { later: 'x' }])(
    'is overtaken by %j',
    (change: object) =>
      expect(() => requireSeen(seen, { ...seen, ...change })).toThrow(RuleViolation),
  );

  it('is not found on the prototype of what was sent', () => {
    expect(() => requireSeen({}, { constructor: 'x' })).toThrow(RuleViolation);
  });
});

describe('catching up', () => {
  it('takes over what was left alone and keeps what was typed', () => {
    const now = { ...seen, teacher: '顾长明' };
    const merged = caughtUp({ seen, now, typed: { ...seen, seats: '20' } }, asked);
    expect(merged.input).toEqual({ teacher: '顾长明' });
    expect(merged.overtakings).toEqual([
      { field: 'teacher', from: ['沈墨'], to: ['顾长明'], mine: null },
    ]);
  });

  it('names what was typed where both changed a field, unless to the same', () => {
    const now = { ...seen, seats: '24', teacher: '顾长明' };
    const typed = { ...seen, seats: '20', teacher: ' 顾长明' };
    const { input, overtakings } = caughtUp({ seen, now, typed }, asked);
    expect(input).toEqual({});
    expect(overtakings.map(({ field, mine }) => [field, mine])).toEqual([
      ['teacher', null],
      ['seats', ['20']],
    ]);
  });

  it('takes a box that is not ticked any more for a change', () => {
    const ticked = { ...seen, fixed: '1', days: ['5'] };
    const { fixed: _, ...typed } = ticked;
    const now = { ...ticked, fixed: '2', days: [] };
    const { input, overtakings } = caughtUp({ seen: ticked, now, typed }, asked);
    expect(input).toEqual({ days: [] });
    expect(overtakings[0]).toMatchObject({ field: 'days', from: ['5'], to: [] });
    expect(overtakings[1]).toMatchObject({ field: 'fixed', mine: [] });
  });

  it('tells what the form only showed', () => {
    const { overtakings } = caughtUp(
      { seen: { state: 'draft' }, now: { state: 'published' }, typed: {} },
      asked,
    );
    expect(overtakings).toEqual([
      { field: 'state', from: ['draft'], to: ['published'], mine: null },
    ]);
  });
});
