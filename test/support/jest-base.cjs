/** What every Jest project of this repository has in common. */
const path = require('node:path');
const { swc } = require('./swc.cjs');
require('./templates.cjs');

// the machine's zone must not matter: neither the county's nor UTC
process.env.TZ ??= 'America/New_York';

module.exports = {
  rootDir: path.resolve(__dirname, '../..'),
  testEnvironment: 'node',
  moduleFileExtensions: ['js', 'cjs', 'json', 'ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
};
