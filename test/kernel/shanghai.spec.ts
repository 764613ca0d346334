import * as time from '../../src/shared/kernel/shanghai';

const now = new Date('2026-11-24T11:00:00Z');

it('writes dates and times as people read them', () => {
  const start = time.instantOf('2026-12-02', '19:00');
  expect(start.toISOString()).toBe('2026-12-02T11:00:00.000Z');
  expect(time.momentText(start, now)).toBe('12月2日 周三 19:00');
  expect(time.dayText('2027-01-06', '2026-11-24')).toBe('2027年1月6日 周三');
  expect(time.isoWithOffset(start)).toBe('2026-12-02T19:00:00+08:00');
});

it('says tonight and tomorrow evening', () => {
  expect(time.nearMomentText(time.instantOf('2026-11-24', '19:30'), now)).toBe('今晚 19:30');
  expect(time.nearMomentText(time.instantOf('2026-11-25', '09:00'), now)).toBe('明天 09:00');
});

it('knows the day that has begun in China but not yet in London', () => {
  expect(time.dateOf(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
  expect(time.mondayOf('2026-11-29')).toBe('2026-11-23');
});

it('refuses dates that do not exist', () => {
  expect(time.isDate('2026-02-29')).toBe(false);
  expect(time.isDate('2028-02-29')).toBe(true);
  expect(time.parseInputMoment('2026-12-01T09:00')?.toISOString()).toBe('2026-12-01T01:00:00.000Z');
  expect(time.parseInputMoment('2026-13-01T09:00')).toBeNull();
});
