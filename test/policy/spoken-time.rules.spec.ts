import {
  durationText,
  spokenSeconds,
  spokenUnits,
  timeHint,
  whyTooLong,
} from '../../src/policy/spoken-time.rules';
import { readSeed } from '../../src/demo/seed-files';
import { spokenSamples } from './spoken-samples';

describe('spokenUnits', () => {
  it.each([
    ['冬天取暖，先开窗。', 7],
    ['', 0],
    ['  ……——、《》（）！', 0],
    ['拨打 96110', 7],
    ['全角９６１１０也一样', 10],
    ['下载 App', 4],
    ["Wi-Fi 和 don't", 5],
    ['5G 手机', 5],
    ['满 60 周岁、每月 1,200 元', 12],
    ['生僻字𠮷也算一个', 8],
    ['第1、2、3条', 5],
    ['café résumé', 4],
  ])('counts %j as %i', (text, units) => {
    expect(spokenUnits(text)).toBe(units);
  });
});

describe('ten texts that were counted by hand', () => {
  it.each(spokenSamples.map((clauses) => [clauses.map(([clause]) => clause).join(''), clauses]))(
    '%s',
    (text, clauses) => {
      for (const [clause, counted] of clauses)
        expect([clause, spokenUnits(clause)]).toEqual([clause, counted]);
      const counted = clauses.reduce((sum, [, n]) => sum + n, 0);
      expect(spokenUnits(text)).toBe(counted);
      expect(Math.abs(spokenSeconds(spokenUnits(text)) / (counted * 0.3) - 1)).toBeLessThan(0.1);
    },
  );
});

it('has demo briefs of two to three minutes that make up no document number', () => {
  const { briefs } = readSeed('briefs');
  expect(briefs.length).toBeGreaterThanOrEqual(10);
  for (const { paragraphs, keyPoints } of briefs) {
    const text = paragraphs.join('\n');
    expect(timeHint(spokenUnits(text))).toBeNull();
    expect(keyPoints).toHaveLength(3);
    expect(text).not.toMatch(/〔\d{4}〕|〔\d+号/u);
  }
});

it('plans 200 units a minute', () => {
  expect([400, 500, 600, 720].map(spokenSeconds)).toEqual([120, 150, 180, 216]);
});

it('says a time as people do', () => {
  expect([45, 120, 150].map(durationText)).toEqual(['45 秒', '2 分钟', '2 分 30 秒']);
});

it('warns outside two to three minutes', () => {
  expect(timeHint(398)).toContain('偏短');
  expect(timeHint(400)).toBeNull();
  expect(timeHint(600)).toBeNull();
  expect(timeHint(604)).toContain('偏长');
});

it('refuses more than 720 units and says by how much', () => {
  expect(whyTooLong(720)).toBeNull();
  expect(whyTooLong(731)).toContain('删去 11 字');
});
