/** Once after all specs of the PostgreSQL project. */
module.exports = async () => globalThis.stopPostgres?.();
