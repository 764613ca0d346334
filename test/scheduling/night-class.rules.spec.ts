import { instantOf } from '../../src/shared/kernel/shanghai';
import { heldForDesk, onlineSeats, seatTag, stateAt } from '../../src/scheduling/night-class.rules';

const nightClass = {
  state: 'published' as const,
  opensAt: instantOf('2026-11-20', '09:00'),
  closesAt: instantOf('2026-11-30', '21:00'),
  startsAt: instantOf('2026-12-02', '19:00'),
  endsAt: instantOf('2027-01-20', '20:30'),
  capacity: 30,
  taken: 10,
  deskQuota: 6,
  deskTaken: 2,
  waiting: 0,
  toDraw: false,
  applied: 0,
};
const at = (date: string, time = '12:00') => instantOf(date, time);
const DURING = at('2026-11-24');

describe('stateAt', () => {
  it.each([
    ['published', at('2026-11-20', '08:59')],
    ['open', at('2026-11-20', '09:00')],
    ['closed', at('2026-11-30', '21:00')],
    ['running', at('2026-12-02', '19:00')],
    ['finished', at('2027-01-20', '20:30')],
  ])('is %s from its moment on', (state, now) => {
    expect(stateAt(nightClass, now)).toBe(state);
  });

  it.each(['draft', 'cancelled', 'postponed'] as const)('stays %s whatever the clock', (state) => {
    expect(stateAt({ ...nightClass, state }, at('2027-02-01'))).toBe(state);
  });
});

describe('seats', () => {
  it('holds what the desk has not used yet', () => {
    expect(heldForDesk(nightClass, DURING)).toBe(4);
    expect(onlineSeats(nightClass, DURING)).toBe(16);
  });

  it('releases the desk share 24 hours before the first session', () => {
    expect(heldForDesk(nightClass, at('2026-12-01', '18:59'))).toBe(4);
    expect(heldForDesk(nightClass, at('2026-12-01', '19:00'))).toBe(0);
  });

  it('gives nothing to newcomers while others wait', () => {
    expect(onlineSeats({ ...nightClass, waiting: 1 }, DURING)).toBe(0);
  });

  it('never goes below nothing when the desk gave away more than its share', () => {
    expect(onlineSeats({ ...nightClass, taken: 30, deskTaken: 9 }, DURING)).toBe(0);
    expect(heldForDesk({ ...nightClass, deskTaken: 9 }, DURING)).toBe(0);
  });
});

describe('seatTag', () => {
  it.each([
    ['余 16 位', 'ok', {}],
    ['仅剩 3 位', 'few', { taken: 23 }],
    ['余 4 位', 'ok', { taken: 22 }],
    ['已满，候补 11 人', 'full', { taken: 30, deskTaken: 6, waiting: 11 }],
    ['已满，可候补', 'full', { taken: 30, deskTaken: 6 }],
    ['网上已满，现场余 4 位', 'full', { taken: 26 }],
    ['已取消', 'bad', { state: 'cancelled' as const }],
    ['已延期', 'bad', { state: 'postponed' as const }],
    ['12月1日 周二 09:00 开放', 'soon', { opensAt: at('2026-12-01', '09:00') }],
    ['报名截止', 'plain', { closesAt: at('2026-11-23') }],
    ['摇号，已有 42 人', 'ok', { toDraw: true, applied: 42 }],
    ['正在摇号', 'plain', { toDraw: true, closesAt: at('2026-11-23') }],
    ['正在上课', 'lit', { closesAt: at('2026-11-20'), startsAt: at('2026-11-23') }],
    ['已结课', 'plain', { endsAt: at('2026-11-23') }],
  ])('says %s', (text, kind, change) => {
    expect(seatTag({ ...nightClass, ...change }, DURING)).toEqual({ kind, text });
  });
});
