/** What every Jest project of this repository has in common. */
const path = require('node:path');

// the machine's zone must not matter: neither the county's nor UTC
process.env.TZ ??= 'America/New_York';

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'commonjs' },
};

module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  testTimeout: 20_000,
  moduleFileExtensions: ['js', 'cjs', 'json', 'ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
};
