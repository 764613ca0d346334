import { FestivalName } from '../../src/calendar/mark-kinds';
import { closing, Mark, MarkRule, marksBetween, Recurrence } from '../../src/calendar/marks.rules';
import { columnsOf, recurrenceOf } from '../../src/calendar/recurrence.rules';

const rule = (recurrence: Recurrence, more: Partial<MarkRule> = {}): MarkRule => ({
  kind: 'anniversary',
  name: '某日',
  source: '某法',
  confirmed: true,
  recurrence,
  ...more,
});
const datesOf = (recurrence: Recurrence, from: string, to: string): string[] => [
  ...marksBetween([rule(recurrence)], from, to).keys(),
];

describe('marksBetween', () => {
  it.each<[FestivalName, string, string]>([
    ['春节', '2026-02-17', '2027-02-06'],
    ['元宵', '2026-03-03', '2027-02-20'],
    ['清明', '2026-04-05', '2027-04-05'],
    ['端午', '2026-06-19', '2027-06-09'],
    ['七夕', '2026-08-19', '2027-08-08'],
    ['中秋', '2026-09-25', '2027-09-15'],
    ['重阳', '2026-10-18', '2027-10-08'],
  ])('puts %s on %s and on %s', (festival, ...dates) => {
    expect(datesOf({ every: 'festival', festival }, '2026-01-01', '2027-12-31')).toEqual(dates);
  });

  it('keeps a festival once in a year with a leap month: 2025 has two sixth months', () => {
    const found = datesOf({ every: 'festival', festival: '七夕' }, '2025-01-01', '2025-12-31');
    expect(found).toEqual(['2025-08-29']);
  });

  it.each<[string, Recurrence, string, string, string[]]>([
    ['one day', { every: 'once', date: '2026-12-02' }, '2026-12-01', '2026-12-03', ['2026-12-02']],
    [
      'several days',
      { every: 'once', date: '2026-12-01', lastDate: '2026-12-02' },
      '2026-12-02',
      '2026-12-05',
      ['2026-12-02'],
    ],
    [
      'each year',
      { every: 'year', day: '12-04' },
      '2026-01-01',
      '2027-12-31',
      ['2026-12-04', '2027-12-04'],
    ],
    [
      'over New Year',
      { every: 'year', day: '12-31', lastDay: '01-01' },
      '2026-12-30',
      '2027-01-02',
      ['2026-12-31', '2027-01-01'],
    ],
    [
      'market days 逢三逢八',
      { every: 'market', digits: [3, 8] },
      '2027-02-06',
      '2027-02-24',
      ['2027-02-08', '2027-02-13', '2027-02-18', '2027-02-23'],
    ],
  ])('marks %s', (_, recurrence, from, to, dates) => {
    expect(datesOf(recurrence, from, to)).toEqual(dates);
  });

  it('says why, and that a holiday of 2027 awaits its notice', () => {
    const rules = [
      rule(
        { every: 'once', date: '2027-02-06' },
        { kind: 'holiday', name: '春节', confirmed: false, source: '全国年节及纪念日放假办法' },
      ),
      rule(
        { every: 'festival', festival: '春节' },
        { kind: 'festival', name: '春节', source: '农历' },
      ),
    ];
    expect(marksBetween(rules, '2027-02-06', '2027-02-06').get('2027-02-06')).toEqual([
      { kind: 'holiday', name: '春节', why: '春节。待国务院通知；依据：全国年节及纪念日放假办法' },
      { kind: 'festival', name: '春节', why: '春节，农历正月初一。依据：农历' },
    ]);
  });
});

describe('closing', () => {
  const mark = (kind: Mark['kind']): Mark => ({ kind, name: kind, why: '' });
  it.each<[Mark['kind'][], Mark['kind'] | undefined]>([
    [[], undefined],
    [['farming', 'market', 'festival', 'anniversary'], undefined],
    [['festival', 'holiday'], 'holiday'],
    [['holiday', 'workday'], undefined],
    [['workday', 'closed'], 'closed'],
  ])('on %j is %s', (kinds, closed) => {
    expect(closing(kinds.map(mark))?.kind).toBe(closed);
  });
});

describe('the table of rules', () => {
  it.each<[Recurrence]>([
    [{ every: 'once', date: '2026-12-02', lastDate: '2026-12-04' }],
    [{ every: 'year', day: '12-31', lastDay: '01-01' }],
    [{ every: 'festival', festival: '清明' }],
    [{ every: 'market', digits: [3, 8] }],
  ])('gives back what it was given: %j', (recurrence) => {
    expect(recurrenceOf(columnsOf(recurrence))).toEqual(recurrence);
  });
});
