import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { allot } from '../../src/draws/allotment.rules';
import { drawList, listHash, parseDrawList } from '../../src/draws/draw-list.rules';
import { commitment } from '../../src/draws/lots.rules';
import { resultsText } from '../../src/draws/results.rules';
import { anyFacts, seedOf } from './support';

interface Draw {
  list: string;
  seed: string;
  results: string;
  commitment: string;
}

const drawOf = (list: string, seed: string): Draw => ({
  ...{ list, seed, results: resultsText(allot(list, seed)), commitment: commitment(seed) },
});
/** Twenty draws, the same in every run. */
const draws = fc
  .sample(fc.noBias(anyFacts({ classes: 9, entries: 400, seats: 20 })), { numRuns: 20, seed: 20 })
  .map((facts, at) => drawOf(drawList(facts.classes, facts.entries), seedOf(at)));

const folder = mkdtempSync(join(tmpdir(), 'night-school-draw-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('in the sample many get a seat, many get none, and many get a later wish', () => {
  const found = draws.flatMap(({ list, seed }) => {
    const { seatOf } = allot(list, seed);
    return parseDrawList(list).entries.map(({ code, wishes }) =>
      seatOf.has(code) ? wishes.indexOf(seatOf.get(code)!) : -1,
    );
  });
  for (const place of [-1, 0, 1, 2])
    expect(found.filter((one) => one === place).length).toBeGreaterThan(50);
});

describe('verify.py', () => {
  const script = 'public/draws/verify.py';
  const run = ({ list, seed }: Pick<Draw, 'list' | 'seed'>) => {
    const file = join(folder, 'list.csv');
    writeFileSync(file, list);
    return spawnSync('python3', [script, file, seed], { encoding: 'utf8' });
  };

  it('is short enough to be read by whoever runs it', () => {
    expect(readFileSync(script, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  it.each(draws.map((draw, at) => [at, draw] as const))(
    'finds the results of draw %i',
    (_, draw) => {
      const { stdout, stderr } = run(draw);
      expect(stdout).toBe(draw.results);
      expect(stderr).toContain(`commitment ${draw.commitment}`);
      expect(stderr).toContain(`list hash  ${listHash(draw.list)}`);
    },
  );

  it('refuses a list in which an entry stands twice', () => {
    const list = draws[0]!.list.replace(/^entry.*\n/m, '$&$&');
    expect(run({ list, seed: seedOf(0) })).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('draw-check.js', () => {
  /** What the module tells about each draw, run as the browser runs it: as an ES module. */
  function verdicts(all: Draw[]): { outcome: string; text: string }[] {
    const program = `
      import { readFileSync } from 'node:fs';
      const { verdict } = await import(${JSON.stringify(moduleUrl())});
      const told = [];
      for (const draw of JSON.parse(readFileSync(0, 'utf8')))
        told.push(await verdict({ ...draw, list: new TextEncoder().encode(draw.list) })
          .catch((error) => ({ outcome: error.name, text: error.message })));
      process.stdout.write(JSON.stringify(told));`;
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      ...{ input: JSON.stringify(all), encoding: 'utf8', maxBuffer: 1 << 26 },
    });
    if (ended.status !== 0) throw new Error(ended.stderr);
    return JSON.parse(ended.stdout) as { outcome: string; text: string }[];
  }
  /** Under Node only the ending says that a file is an ES module. */
  const moduleUrl = () => {
    const copy = join(folder, 'draw-check.mjs');
    writeFileSync(copy, readFileSync('public/js/draw-check.js'));
    return pathToFileURL(copy).href;
  };

  it('finds the results of every draw', () => {
    const told = verdicts(draws);
    expect(told.map(({ outcome }) => outcome)).toEqual(draws.map(() => 'same'));
    expect(told[0]!.text).toContain('核对通过');
  });

  it('finds every result that is not that of the list and the seed', () => {
    const fair = draws.at(-1)!;
    const other = seedOf(999);
    const lines = fair.results.split('\n');
    const unseated = lines.findIndex((line) => line.endsWith(',0'));
    const told = verdicts([
      { ...fair, seed: other },
      { ...fair, seed: other, commitment: commitment(other) },
      { ...fair, list: fair.list.replace(/^entry.*\n/m, '') },
      { ...fair, results: lines.with(unseated, lines[unseated]!.replace(/0$/, '1')).join('\n') },
      { ...fair, results: lines.toSpliced(-2, 1).join('\n') },
      { ...fair, results: `${fair.results}\n` },
      { ...fair, list: fair.list.replace(/^entry.*\n/m, '$&$&') },
      { ...fair, list: fair.list.replace('draw 1', 'draw 2') },
    ]);
    expect(told.map(({ outcome }) => outcome)).toEqual([
      ...['different', 'different', 'different', 'different', 'different', 'different'],
      ...['Error', 'Error'],
    ]);
    expect(told[0]!.text).toContain('承诺值不符');
    expect(told[3]!.text).toContain(`第 ${unseated + 1} 行起不一致`);
    expect(told[5]!.text).toContain(`第 ${lines.length + 1} 行起不一致`);
  });
});
