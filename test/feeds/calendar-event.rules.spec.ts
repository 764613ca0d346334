import { calendarEvents } from '../../src/feeds/calendar-event.rules';
import type { FeedEvening } from '../../src/feeds/feed-evening';
import { instantOf } from '../../src/shared/kernel/shanghai';

const evening = (more: Partial<FeedEvening> = {}): FeedEvening => ({
  ...{ sessionId: 's1', classId: 'c1', title: '毛笔楷书', lesson: '横和竖' },
  ...{ position: 2, sessionCount: 8, isCancelled: false, classState: 'published', reason: '' },
  ...{ startsAt: instantOf('2026-12-09', '19:00'), endsAt: instantOf('2026-12-09', '20:30') },
  ...{ firstStartsAt: null, revision: 0, changedAt: instantOf('2026-11-01') },
  ...{ teacherName: '沈墨', classTeacher: '沈墨' },
  ...{ roomName: '国学教室', siteName: '望云社区', address: '望云路 1 号' },
  ...{ enrollmentId: null, profileName: null },
  ...more,
});

const only = (...rows: FeedEvening[]) => {
  const events = calendarEvents(rows);
  expect(events).toHaveLength(1);
  return events[0]!;
};

it('tells where an evening is, what is taught and who teaches', () => {
  expect(only(evening())).toMatchObject({
    summary: '毛笔楷书 第 2 节',
    location: '望云社区 国学教室，望云路 1 号',
    description: '横和竖\n老师：沈墨',
    path: '/classes/c1',
  });
  expect(only(evening({ sessionCount: 1 })).summary).toBe('毛笔楷书');
});

it('tells what changed and why, and of an evening that is back at its time only the reason', () => {
  const first = instantOf('2026-12-02', '19:00');
  const moved = evening({ firstStartsAt: first, teacherName: '顾长明', reason: '老师开会' });
  expect(only(moved).description).toBe(
    '横和竖\n原定 12月2日 周三 19:00\n代课老师：顾长明，原来是沈墨\n原因：老师开会',
  );
  const back = evening({ firstStartsAt: evening().startsAt, reason: '会不开了' });
  expect(only(back).description).toBe('横和竖\n老师：沈墨\n原因：会不开了');
});

it.each([
  ['published', '停课', '这一节停上，不用来'],
  ['cancelled', '停课', '这个班取消了，不用来'],
  ['postponed', '延期', '这个班延期了，先不用来，新时间另行通知'],
] as const)('says that nobody meets in a class that is %s', (classState, word, sentence) => {
  const event = only(evening({ isCancelled: true, classState, reason: '停电' }));
  expect(event.summary).toBe(`${word}：毛笔楷书 第 2 节`);
  expect(event.description).toBe(`横和竖\n${sentence}\n原因：停电`);
});

describe('an account with several people', () => {
  const of = (name: string, more: Partial<FeedEvening> = {}) =>
    evening({ enrollmentId: `e-${name}`, profileName: name, ...more });

  it('has one event for an evening of two, with their names masked', () => {
    const event = only(of('李秀兰'), of('李小明'));
    expect(event.description).toContain('上课的人：李*兰、李*明');
    expect(event.path).toBe('/enrollments/e-李秀兰');
  });

  it('reads at each evening who comes', () => {
    const events = calendarEvents([of('李秀兰'), of('李小明', { sessionId: 's2' })]);
    expect(events.map((one) => one.description.split('\n').at(-1))).toEqual([
      '上课的人：李*兰',
      '上课的人：李*明',
    ]);
  });

  it('names nobody while only one of them learns', () => {
    const events = calendarEvents([of('李秀兰'), of('李秀兰', { sessionId: 's2' })]);
    expect(events.map((one) => one.description)).toEqual([
      '横和竖\n老师：沈墨',
      '横和竖\n老师：沈墨',
    ]);
  });
});
