import {
  alarms,
  Backlog,
  mailStuckFor,
  spanText,
  VitalSigns,
  workerVerdict,
} from '../../src/operations/vital-signs.rules';

const NOW = new Date('2026-11-24T11:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const quiet: Backlog = { waiting: 0, dead: 0, dueSince: null, oldestAt: null, sentSince: false };
const well: VitalSigns = {
  startedAt: ago(600),
  workers: [{ task: '发送邮件', seenAt: ago(0.5) }],
  mail: quiet,
  backupAt: ago(60),
  freeDisk: 50e9,
  clockAhead: 12,
};

it.each([
  [-5, '0 秒'],
  [59_999, '59 秒'],
  [60_000, '1 分钟'],
  [3_599_999, '59 分钟'],
  [3_600_000, '1 小时'],
  [47.9 * 3_600_000, '47 小时'],
  [48 * 3_600_000, '2 天'],
])('says %i ms as %s', (ms, text) => expect(spanText(ms)).toBe(text));

it.each([
  ['alive', 0.5, 600, { kind: 'ok', text: '正常' }],
  ['five minutes still', 5, 600, { kind: 'ok', text: '正常' }],
  ['longer', 6.1, 600, { kind: 'bad', text: '已停 6 分钟' }],
  ['still from before the start', 60, 1, { kind: 'plain', text: '正在启动' }],
  ['still well after the start', 60, 2, { kind: 'bad', text: '已停 1 小时' }],
  ['new', null, 1, { kind: 'plain', text: '正在启动' }],
  ['never seen', null, 2, { kind: 'bad', text: '没有运行过' }],
])('judges a worker that is %s', (_, seen, started, verdict) => {
  const worker = { task: '发送邮件', seenAt: seen === null ? null : ago(seen) };
  expect(workerVerdict(worker, ago(started), NOW)).toEqual(verdict);
});

it.each([
  ['nothing waits', quiet, 0],
  ['a mail is due a little while', { ...quiet, waiting: 1, dueSince: ago(5) }, 0],
  ['nobody takes what is due', { ...quiet, waiting: 1, dueSince: ago(16), sentSince: true }, 16],
  ['all tries fail', { ...quiet, waiting: 4, oldestAt: ago(20) }, 20],
  ['one fails, others arrive', { ...quiet, waiting: 1, oldestAt: ago(900), sentSince: true }, 0],
])('measures how long mail is stuck when %s', (_, mail, minutes) =>
  expect(mailStuckFor(mail, NOW)).toBe(minutes * 60_000),
);

it('is silent when all is well', () => {
  expect(alarms(well, NOW)).toEqual([]);
  expect(alarms({ ...well, backupAt: null }, NOW)).toEqual([]);
});

it.each<[Partial<VitalSigns>, string]>([
  [{ workers: [{ task: '发送邮件', seenAt: ago(37) }] }, '“发送邮件”已停 37 分钟'],
  [{ mail: { ...quiet, waiting: 3, dueSince: ago(130) } }, '3 封邮件等着发出，最久的已等 2 小时'],
  [{ backupAt: ago(26 * 60 + 1) }, '上次备份是 26 小时前'],
  [{ freeDisk: 2 * 1024 ** 3 - 1 }, '磁盘快满了'],
  [{ clockAhead: -5_001 }, '数据库和程序的时钟对不上'],
])('warns of %j', (wrong, sentence) => {
  expect(alarms({ ...well, ...wrong }, NOW)).toEqual([sentence]);
});
