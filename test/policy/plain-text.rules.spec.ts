import { paragraphsOf, plainLine, plainText } from '../../src/policy/plain-text.rules';

describe('text pasted from Word', () => {
  it.each([
    ['\u3000\u3000冬天取暖，\u00a0先开窗。', '冬天取暖，先开窗。'],
    ['\uf0b7\t烟道要通到屋外', '烟道要通到屋外'],
    ['•  头晕就出门', '头晕就出门'],
    ['· 打\u200b 12\ufeff0', '打 120'],
    ['医保\u00ad参保', '医保参保'],
    ['“国家反诈中心” App 要装', '“国家反诈中心” App 要装'],
    ['每月 60 元  以 官方通知 为准', '每月 60 元以官方通知为准'],
  ])('%j becomes %j', (pasted, plain) => {
    expect(plainLine(pasted)).toBe(plain);
  });

  it('keeps each paragraph, whatever ended it, and no empty one', () => {
    expect(paragraphsOf('一\r\n\r\n二\v三\u2028四\n  \n')).toEqual(['一', '二', '三', '四']);
    expect(plainText('一\n\n\n二')).toBe('一\n二');
  });

  it('is done after one time', () => {
    const once = plainText('\uf0b7\t• 一\u3000二\n\n-- 三');
    expect(plainText(once)).toBe(once);
  });
});
