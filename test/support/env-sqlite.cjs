const os = require('node:os');
const path = require('node:path');
require('./env-base.cjs');

process.env.TEST_DATABASE = 'sqlite';
// read when the columns are declared; each app under test is given a file of its own
process.env.DATABASE_URL = `sqlite:${path.join(os.tmpdir(), `night-school-${process.pid}.sqlite`)}`;
