require('./env-base.cjs');

process.env.TEST_DATABASE = 'postgres';
// read when the columns are declared; each app under test makes a database of its own
process.env.DATABASE_URL = process.env.TEST_PG_BASE;
