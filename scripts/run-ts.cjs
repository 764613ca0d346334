// node scripts/run-ts.cjs FILE.ts [arguments]: runs TypeScript as the tests do, without a build.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync, version } = require('@swc/core');
const { swc } = require('../test/support/swc.cjs');

// tests start many processes: what one has compiled, the next ones read
const kept = path.join(__dirname, '../node_modules/.cache/night-school-ts');
mkdirSync(kept, { recursive: true });

function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update(`${version}\n${filename}\n${source}`).digest('hex');
  const file = path.join(kept, `${key}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { code } = transformSync(source, { ...swc, filename });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, code);
    renameSync(part, file);
    return code;
  }
}

require.extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename);
process.setSourceMapsEnabled(true);

const [file, ...args] = process.argv.slice(2);
if (!file) {
  process.stderr.write('usage: node scripts/run-ts.cjs FILE.ts [arguments]\n');
  process.exit(2);
}
process.argv = [process.argv[0], path.resolve(file), ...args];
Module.runMain();
