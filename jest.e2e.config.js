// Journeys of a person in a real browser, each file with a server and a browser of its own.
const base = require('./test/support/jest-base.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/journeys/**/*.spec.ts'],
  testTimeout: 60_000,
  maxWorkers: Number(process.env.JEST_WORKERS ?? 2),
  setupFiles: ['<rootDir>/test/support/env-sqlite.cjs'],
};
