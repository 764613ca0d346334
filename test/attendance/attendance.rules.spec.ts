import {
  momentOfTick,
  stateOfTick,
  whyNoSelfCheckIn,
  whyNoTick,
} from '../../src/attendance/attendance.rules';
import { checkInCode, isCheckInCode } from '../../src/attendance/check-in-code';
import { instantOf } from '../../src/shared/kernel/shanghai';

const startsAt = instantOf('2026-11-25', '19:00');
const session = { startsAt, endsAt: instantOf('2026-11-25', '20:30') };
const after = (seconds: number): Date => new Date(startsAt.getTime() + seconds * 1000);

test.each([
  [-1801, '18:30 开始签到，到时再来'],
  [-1800, null],
  [0, null],
  [900, null],
  [901, '自助签到已经结束，请找门口的工作人员登记'],
])('a learner %i s from the start reads %s', (seconds, said) => {
  expect(whyNoSelfCheckIn(session, after(seconds))).toBe(said);
});

test.each([
  [-1800, 'present'],
  [900, 'present'],
  [901, 'late'],
])('a tick by staff %i s from the start is %s', (seconds, state) => {
  expect(stateOfTick(session, after(seconds))).toBe(state);
});

test.each([
  ['present', -1801, '11月25日 周三 18:30 开始签到，现在只能记请假'],
  ['late', -1800, null],
  ['leave', -86_400, null],
  ['none', -86_400, null],
  ['present', 90 * 60 + 7 * 86_400, null],
  ['none', 90 * 60 + 7 * 86_400 + 1, '下课已经超过 7 天，签到不能再改'],
] as const)('staff who note %s %i s from the start read %s', (state, seconds, said) => {
  expect(whyNoTick({ ...session, cancelled: false }, state, after(seconds))).toBe(said);
});

test('nothing is noted for a cancelled evening', () => {
  const cancelled = { ...session, cancelled: true };
  expect(whyNoTick(cancelled, 'leave', after(0))).toBe('这一节取消了，不用签到');
});

test.each([
  ['its own moment counts', -60, -60],
  ['one in the future does not', 1201, 1200],
  ['one before the door opened does not', -1801, 1200],
])('a tick that waited offline: %s', (_, at, counts) => {
  expect(momentOfTick(session, after(at), after(1200))).toEqual(after(counts));
});

test('a code is taken in its minute and the next, and never after', () => {
  const seed = Buffer.alloc(32, 7);
  const code = checkInCode(seed, after(0));
  expect(code).toMatch(/^\d{6}$/);
  expect([0, 59, 60, 119, 120, -1].map((s) => isCheckInCode(seed, code, after(s)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(isCheckInCode(Buffer.alloc(32, 8), code, after(0))).toBe(false);
  expect(isCheckInCode(seed, ` ${code}`, after(0))).toBe(false);
});
