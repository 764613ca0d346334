// Journeys of a person in a real browser, one after the other.
const base = require('./test/support/jest-base.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/journeys/**/*.spec.ts'],
  testTimeout: 60_000,
  maxWorkers: 1,
  setupFiles: ['<rootDir>/test/support/env-sqlite.cjs'],
};
