import { months, seats } from '../../src/shared/web/art';
import { house, houseKinds } from '../../src/shared/web/houses';
import { icon } from '../../src/shared/web/icons';

const count = (text: string, part: string) => text.split(part).length - 1;

describe('seats', () => {
  it('lights one lamp a seat taken', () => {
    const svg = seats(24, 30);
    expect(count(svg, '<rect')).toBe(30);
    expect(count(svg, 'class="on"')).toBe(24);
    expect(count(svg, '<svg')).toBe(1);
  });

  it('draws two rows beyond one string and fills the first one first', () => {
    const [first = '', second = ''] = seats(35, 60).split('</svg>');
    expect(count(first, 'class="on"')).toBe(30);
    expect(count(second, 'class="on"')).toBe(5);
  });

  it('groups the big lamps in tens', () => {
    expect(count(seats(3, 24, true), '<svg')).toBe(3);
    expect(count(seats(3, 24, true), '<rect')).toBe(24);
  });

  it('keeps every lamp inside the picture for the largest hall', () => {
    const svg = seats(0, 200);
    const width = Number(/viewBox="0 0 ([\d.]+)/.exec(svg)?.[1]);
    const last = Math.max(...[...svg.matchAll(/ x="(\d+)"/g)].map((match) => Number(match[1])));
    expect(last + 7).toBeLessThanOrEqual(width);
  });
});

describe('months', () => {
  it('starts the week on Monday and tells cancelled days from lesson days', () => {
    // 1 June 2026 is a Monday
    const sheet = months([{ year: 2026, month: 6, on: [1, 8], off: [15] }]);
    expect(sheet).toContain('<rect x="0" y="0" width="9" height="9" rx="2" class="on"/>');
    expect(count(sheet, 'class="on"')).toBe(2);
    expect(count(sheet, 'class="off"')).toBe(1);
    expect(count(sheet, '<rect')).toBe(30);
    expect(sheet).toContain('6月');
  });
});

describe('house', () => {
  it.each(houseKinds)('lights as many windows of a %s as it has classes', (kind) => {
    expect(count(house(kind, 0), 'class="on"')).toBe(0);
    expect(count(house(kind, 3), 'class="on"')).toBe(3);
  });

  it('lights all windows when there are more classes than windows', () => {
    expect(count(house('eave', 9), 'class="on"')).toBe(4);
  });

  it('draws a block for a kind it does not know', () => {
    expect(house('constructor', 1)).toBe(house('block', 1));
  });
});

describe('icon', () => {
  it('is decoration for the word beside it', () => {
    expect(icon('clock')).toMatch(/^<svg class="icon"[^>]*aria-hidden="true"><.+><\/svg>$/);
  });

  it('refuses a name that is none', () => {
    expect(() => icon('../secret')).toThrow('Not an icon name');
    expect(() => icon('no-such-icon')).toThrow();
  });
});
