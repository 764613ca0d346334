// One suite on both databases. What needs no database runs once, in the project "unit".
const base = require('./test/support/jest-base.cjs');
const { postgresSource } = require('./test/support/pg-server.cjs');

const unit = ['test/kernel/', 'test/architecture/', '\\.(rules|states|unit)\\.spec\\.ts$'];
const apart = ['/node_modules/', '<rootDir>/test/journeys/', '<rootDir>/test/bench/'];
const withDatabase = {
  ...base,
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: [...apart, ...unit],
};
const projects = [
  {
    ...base,
    displayName: 'unit',
    testRegex: unit.map((part) => (part.endsWith('/') ? `${part}.*\\.spec\\.ts$` : part)),
    testPathIgnorePatterns: apart,
    setupFiles: ['<rootDir>/test/support/env-sqlite.cjs'],
  },
  {
    ...withDatabase,
    displayName: 'sqlite',
    setupFiles: ['<rootDir>/test/support/env-sqlite.cjs'],
  },
];
if (postgresSource()) {
  projects.push({
    ...withDatabase,
    displayName: 'postgres',
    setupFiles: ['<rootDir>/test/support/env-postgres.cjs'],
    globalSetup: '<rootDir>/test/support/pg-start.cjs',
    globalTeardown: '<rootDir>/test/support/pg-stop.cjs',
  });
} else if (process.env.REQUIRE_PG) {
  throw new Error('REQUIRE_PG is set, but there is no PostgreSQL (see test/support/pg-server.cjs)');
} else {
  console.warn('!! No PostgreSQL found: the specs run on SQLite only.');
}

module.exports = {
  projects,
  testTimeout: 20_000,
  maxWorkers: Number(process.env.JEST_WORKERS ?? 2),
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
};
