import {
  durationText,
  spokenSeconds,
  spokenUnits,
  timeHint,
  whyTooLong,
} from '../../src/policy/spoken-time.rules';

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
