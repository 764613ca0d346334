const path = require('node:path');
const { Client } = require('pg');

/** Once after all specs of the PostgreSQL project; a server of somebody else keeps nothing of ours. */
module.exports = async () => {
  const client = new Client({ connectionString: process.env.TEST_PG_BASE });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS "${path.basename(process.env.TEST_TEMPLATES)}"`);
  await client.end();
  await globalThis.stopPostgres?.();
};
