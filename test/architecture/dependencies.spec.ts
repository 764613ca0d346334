import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Checks the src folder inside `folder`; answers one line for each violation. */
function violations(folder: string): string[] {
  const rules = join(root, '.dependency-cruiser.cjs');
  const args = [program, '--config', rules, '--output-type', 'json', 'src'];
  const ended = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!ended.stdout) throw new Error(ended.stderr);
  const { summary } = JSON.parse(ended.stdout) as {
    summary: { totalCruised: number; violations: Violation[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(0);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

test('every import of src goes to the left and upwards', () => {
  expect(violations(root)).toEqual([]);
}, 60_000);

describe('a planted import', () => {
  let folder: string;
  let found: string[];

  function plant(file: string, ...imports: string[]): void {
    const path = join(folder, 'src', file);
    mkdirSync(dirname(path), { recursive: true });
    const lines = imports.map((from) => `import '${from}';`);
    writeFileSync(path, [...lines, 'export {};', ''].join('\n'));
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'night-school-planted-'));
    cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    plant('shared/kernel/clock.ts', '../../sites/site.entity');
    plant('sites/site.entity.ts', './sites.service');
    plant('sites/sites.service.ts', '../identity/account.entity', 'fastify');
    plant('sites/site.rules.ts', '@nestjs/common', 'node:fs');
    plant('sites/site.states.ts', './sites.queries');
    plant('sites/sites.queries.ts', './http/sites.page');
    plant('sites/sites.module.ts', './http/sites.page');
    plant('sites/http/sites.page.ts', 'fastify', '../sites.service');
    plant('identity/account.entity.ts', '../sites/site.entity', '../entities');
    plant('identity/http/account.page.ts', '../../sites/http/sites.page');
    plant('points/balance.ts', './ledger', '../enrollment/enrollment.entity');
    plant('points/ledger.ts', './balance', 'pg');
    plant('enrollment/enrollment.entity.ts');
    plant('weather/sun.ts');
    plant('weather/moon.ts', './sun');
    plant('entities.ts', './sites/site.entity');
    found = violations(folder).filter((line) => !line.startsWith('everything-resolves'));
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['module-order-shared: src/shared/kernel/clock.ts → src/sites/site.entity.ts'],
    ['module-order-sites: src/sites/sites.service.ts → src/identity/account.entity.ts'],
    ['file-order-entity: src/sites/site.entity.ts → src/sites/sites.service.ts'],
    ['file-order-vocabulary: src/sites/site.states.ts → src/sites/sites.queries.ts'],
    ['http-is-last: src/sites/sites.queries.ts → src/sites/http/sites.page.ts'],
    ['http-is-private: src/identity/http/account.page.ts → src/sites/http/sites.page.ts'],
    ['only-http-knows-fastify: src/sites/sites.service.ts → fastify'],
    ['only-database-knows-drivers: src/points/ledger.ts → pg'],
    ['rules-are-pure: src/sites/site.rules.ts → @nestjs/common'],
    ['rules-do-no-io: src/sites/site.rules.ts → fs'],
    ['nobody-knows-the-programs: src/identity/account.entity.ts → src/entities.ts'],
    ['unknown-module: src/weather/moon.ts → src/weather/sun.ts'],
  ])('is reported: %s', (line) => {
    expect(found).toContain(line);
  });

  test('in a circle is reported', () => {
    expect(found).toContainEqual(expect.stringMatching(/^no-cycles: src\/points\//));
  });

  test('that follows both orders is not reported', () => {
    const innocent = [
      'src/sites/http/sites.page.ts',
      'src/sites/sites.module.ts',
      'src/points/balance.ts → src/enrollment/',
      'src/entities.ts',
    ];
    const accused = found.filter(
      (line) =>
        !line.startsWith('no-cycles') && innocent.some((file) => line.includes(`: ${file}`)),
    );
    expect(accused).toEqual([]);
  });
});
