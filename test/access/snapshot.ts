import { sql } from '../../src/shared/database/sql';
import type { Database } from '../../src/shared/database/database';

/** Written by looking or trying, and meant to be: see quality B4, D3, G6 and the resumed forms. */
const ALONGSIDE = ['heartbeat', 'throttle_count', 'parked_form'];
const LOOKS = 'audit_entry';

/** Everything the database holds, as text; a session's last sight of its person left out. */
export async function snapshot(database: Database, looks: 'with looks' | 'without looks') {
  const skipped = looks === 'with looks' ? ALONGSIDE : [...ALONGSIDE, LOOKS];
  const tables = database.reader.entityMetadatas
    .map((entity) => entity.tableName)
    .filter((table) => !skipped.includes(table));
  const contents = await Promise.all(
    tables.map((table) => database.query<object>(sql`SELECT * FROM ${sql.raw(`"${table}"`)}`)),
  );
  const rows = contents.flatMap((found, i) =>
    found.map((row) => `${tables[i]} ${JSON.stringify({ ...row, seen_at: null })}`),
  );
  return rows.sort().join('\n');
}
