import fc from 'fast-check';
import { printList, readList } from '../../src/desk/pasted-list.rules';
import { ageBands } from '../../src/identity/person';

/** Each person as `name phone ageBand`. */
const people = (text: string): string[] =>
  readList(text).people.map(({ name, phone, ageBand }) => `${name}|${phone}|${ageBand}`);

describe('one line of a message', () => {
  it.each([
    ['1. 李秀兰 13900001111', '李秀兰|13900001111|'],
    ['2、王建国　139 0000 2222 60岁以上', '王建国|13900002222|a60_plus'],
    ['３．张伟１３９００００３３３３', '张伟|13900003333|'],
    ['①欧阳兰+86 139-0000-4444', '欧阳兰|13900004444|'],
    ['(5) 13900005555 赵敏 女', '赵敏|13900005555|'],
    ['【6】孙丽，8613900006666，45岁', '孙丽|13900006666|a36_59'],
    ['7 阿依古丽·买买提 13900007777', '阿依古丽·买买提|13900007777|'],
    ['8）阿卜杜拉•艾山:139 00008888', '阿卜杜拉·艾山|13900008888|'],
    ['9. 𠮷野𬎆 139.0000.9999', '𠮷野𬎆|13900009999|'],
    ['🌸10. 李　明🎉 ‭13900001010‬ 👍🏻', '李明|13900001010|'],
    ['1️⃣ 周明 13900001112', '周明|13900001112|'],
    ['姓名：吴芳 电话：13900001113 年龄：67岁', '吴芳|13900001113|a60_plus'],
    ['郑凯 望云社区 13900001114', '郑凯|13900001114|'],
    ['望云社区 郑凯 13900001115', '郑凯|13900001115|'],
    ['冯兰(老伴) 13900001116', '冯兰|13900001116|'],
    ['18–35岁 陈晨 13900001117', '陈晨|13900001117|a18_35'],
    ['11. 14 岁以下 小朋友 13900001118', '小朋友|13900001118|under14'],
    ['12. 褚红 13900001119 60+', '褚红|13900001119|a60_plus'],
    ['13.卫东 72 13900001120', '卫东|13900001120|a60_plus'],
    ['一、蒋平 008613900001121', '蒋平|13900001121|'],
    ['沈墨 320801195001011234 13900001122', '沈墨|13900001122|'],
    ['韩⽅⼤ 13900001123', '韩方大|13900001123|'],
    ['14 杨柳 15岁 13900001124', '杨柳|13900001124|a14_17'],
  ])('%s', (line, expected) => {
    expect(people(line)).toEqual([expected]);
  });

  it.each([
    ['15. 朱琳', '朱琳||'],
    ['16. 秦岭 1390000111', '秦岭|1390000111|'],
    ['139 0000 111 李秀兰', '李秀兰|1390000111|'],
    ['17. 许诺 139****1111', '许诺|139****1111|'],
    ['18. 何静 0517-88886666', '何静|051788886666|'],
    ['19. Tom 13900001111', 'Tom|13900001111|'],
    ['20. 吕方 13900001111 13900002222', '吕方|13900001111 13900002222|'],
    ['13900001111', '|13900001111|'],
  ])('is kept as far as it can be read, to be corrected: %s', (line, expected) => {
    expect(people(line)).toEqual([expected]);
  });

  it('may hold several people, each name before or after its number', () => {
    const both = ['李秀兰|13900001111|', '王建国|13900002222|'];
    expect(people('李秀兰13900001111、王建国13900002222')).toEqual(both);
    expect(people('1. 13900001111李秀兰 13900002222王建国')).toEqual(both);
  });

  it.each([
    '#接龙',
    '书法体验班报名接龙',
    '',
    '   \t ',
    '11月25日 周三 19:00 望云站三楼',
    '11.25 周三晚上',
    '2026年冬季班，名额 30 人',
    '2人一组',
    '🎉🎉🎉',
  ])('with nobody in it is passed over: %j', (line) => {
    expect(people(line)).toEqual([]);
  });
});

describe('a whole message', () => {
  it('leaves out the headings and the contact above a numbered list, and says so', () => {
    const text = `#接龙\r\n书法体验，周三晚\r\n有事找王老师 13900009999\r\n\r\n1. 李秀兰 13900001111\r\n2. 王建国 13900002222\r\n接龙人数满了`;
    expect(people(text)).toEqual(['李秀兰|13900001111|', '王建国|13900002222|']);
    expect(readList(text).skipped).toEqual([
      '#接龙',
      '书法体验，周三晚'.replace('，', ','),
      '有事找王老师 13900009999',
      '接龙人数满了',
    ]);
  });

  it('takes a first line with a number of a phone as a person when the list is not numbered', () => {
    const text = '李秀兰 13900001111\n王建国 13900002222';
    expect(people(text)).toEqual(['李秀兰|13900001111|', '王建国|13900002222|']);
  });

  it('joins a number on a line of its own with the name before it', () => {
    expect(people('1. 李秀兰\n13900001111\n2. 王建国\n13900002222 65岁')).toEqual([
      '李秀兰|13900001111|',
      '王建国|13900002222|a60_plus',
    ]);
  });
});

describe('columns of a table', () => {
  const both = ['李秀兰|13900001111|a60_plus', '王建国|13900002222|a36_59'];

  it.each([
    [
      'under headings',
      '序号\t姓名\t手机号码\t年龄\n1\t李秀兰\t13900001111\t67\n2\t王建国\t139 0000 2222\t45',
    ],
    [
      'in another order',
      '年龄段\t联系电话\t姓名\n60岁以上\t13900001111\t李秀兰\n36-59岁\t13900002222\t王建国',
    ],
    [
      'without headings',
      '李秀兰\t女\t望云社区\t13900001111\t67岁\n王建国\t男\t望云社区\t13900002222\t45岁',
    ],
    [
      'below a title',
      '望云夜校报名表\t\t\n姓 名\t电话\t年龄\n李秀兰\t13900001111\t67\n\t\t\n王建国\t"13900002222"\t45',
    ],
    [
      'with another order inside',
      '1\t13900001111\t李秀兰\t60岁以上\n2\t13900002222\t王建国\t36–59岁',
    ],
  ])('%s', (_, text) => {
    expect(people(text)).toEqual(both);
  });

  it('keep a cell that is wrong, and a row without its number', () => {
    const text = '姓名\t手机\n李秀兰\t1.39E+10\n王建国\t\n\t13900001111';
    expect(people(text)).toEqual(['李秀兰|1.39E+10|', '王建国||', '|13900001111|']);
  });
});

describe('whatever is pasted', () => {
  const pieces = fc.constantFrom(
    ...[
      '李秀兰',
      '王',
      '明',
      '·',
      '•',
      '𠮷',
      '姓名',
      '手机',
      '电话',
      '年龄',
      '男',
      '社区',
      '岁',
      '以上',
      '60',
      '接龙',
    ],
    ...[
      '13900001111',
      '139 0000 2222',
      '1390000',
      '+86',
      '１３９',
      '1',
      '12.',
      '3、',
      '#',
      '(',
      ')',
      '：',
      '-',
      '~',
    ],
    ...[
      ' ',
      '　',
      '\t',
      '\t',
      '\n',
      '\n',
      '\r\n',
      '"',
      '🎉',
      '1️⃣',
      '\u200b',
      '\u202d',
      '\uFFFC',
      'Tom',
      '\ud83c',
    ],
  );
  const messy = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
  const anything = fc.oneof(
    messy,
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme' }),
  );

  it('is read without an error, and what is printed reads as the same list', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = readList(text);
        expect(readList(printList(read.people))).toEqual({ people: read.people, skipped: [] });
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps every well-formed person, whatever the order of columns', () => {
    const han = fc.constantFrom(...'李王张刘陈杨黄赵吴周徐孙秀兰建国伟芳娜敏静丽强磊军洋勇𠮷𬎆');
    const name = fc.array(han, { minLength: 2, maxLength: 4 }).map((all) => all.join(''));
    const phone = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    const band = fc.constantFrom(...ageBands, '' as const);
    const list = fc.array(fc.record({ name, phone, ageBand: band }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(list, fc.boolean(), (people, turned) => {
        const lines = printList(people).split('\n');
        const text = turned ? lines.map((line) => line.split('\t').reverse().join('\t')) : lines;
        expect(readList(text.join('\n')).people).toEqual(people);
      }),
      { numRuns: 300 },
    );
  });

  it('is read in time that grows with its length only', () => {
    const worst = [
      '139 '.repeat(25_000),
      '1 '.repeat(50_000),
      '·李 '.repeat(30_000),
      '"\t'.repeat(50_000),
      `${'\t'.repeat(40_000)}${'\n\t'.repeat(30_000)}`,
    ];
    // of this process alone, whatever else the machine does
    const started = process.cpuUsage();
    for (const text of worst) readList(text);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
