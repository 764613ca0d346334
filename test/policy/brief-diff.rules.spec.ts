import fc from 'fast-check';
import { compareTexts, DiffLine, placesAfter } from '../../src/policy/brief-diff.rules';
import { paragraphsOf } from '../../src/policy/plain-text.rules';

const kinds = (older: string, newer: string) => compareTexts(older, newer).map(({ kind }) => kind);
const was = (lines: DiffLine[]) => lines.map((one) => one.before + one.went + one.after);
const is = (lines: DiffLine[]) => lines.map((one) => one.before + one.came + one.after);
const some = (texts: string[]) => texts.filter((text) => text !== '');

describe('compareTexts', () => {
  it('finds what came, went and stayed', () => {
    expect(kinds('甲\n乙\n丙', '甲\n丙\n丁')).toEqual(['same', 'went', 'same', 'came']);
    expect(kinds('甲', '甲')).toEqual(['same']);
    expect(kinds('', '甲')).toEqual(['came']);
  });

  it('shows within a paragraph only the words that changed', () => {
    expect(compareTexts('先打 120 再开窗', '先开窗，再打 120 再开窗')[0]).toMatchObject({
      kind: 'changed',
      before: '先',
      came: '开窗，再',
      went: '',
      after: '打 120 再开窗',
    });
  });

  it('does not cut a rare character in two', () => {
    expect(compareTexts('姓𠮷的', '姓𠮶的')[0]).toMatchObject({ went: '𠮷', came: '𠮶' });
  });

  it('follows each paragraph to its new place', () => {
    expect(placesAfter('甲\n乙\n丙', '新\n甲\n丙')).toEqual([1, null, 2]);
    expect(placesAfter('甲\n乙', '甲\n乙改过')).toEqual([0, 1]);
    expect(placesAfter('', '甲')).toEqual([]);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('甲乙', '甲丙', '乙', '丙丁', '丁'), { maxLength: 7 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (older, newer) => {
        const lines = compareTexts(older, newer);
        expect(some(was(lines))).toEqual(paragraphsOf(older));
        expect(some(is(lines))).toEqual(paragraphsOf(newer));
      }),
    );
  });
});
