// node scripts/run-ts.cjs FILE.ts [arguments]: runs TypeScript as the tests do, without a build.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');
const { swc } = require('../test/support/swc.cjs');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swc, filename });
  module._compile(code, filename);
};
process.setSourceMapsEnabled(true);

const [file, ...args] = process.argv.slice(2);
if (!file) {
  process.stderr.write('usage: node scripts/run-ts.cjs FILE.ts [arguments]\n');
  process.exit(2);
}
process.argv = [process.argv[0], path.resolve(file), ...args];
Module.runMain();
