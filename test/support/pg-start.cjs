const { startPostgres } = require('./pg-server.cjs');

/** Once before all specs of the PostgreSQL project. */
module.exports = async () => {
  const server = await startPostgres();
  globalThis.stopPostgres = server.stop;
  process.env.TEST_PG_BASE = server.url;
};
