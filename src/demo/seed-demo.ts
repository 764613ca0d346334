import { hash } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import { ARGON2 } from '../identity/passwords.service';
import type { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { DEMO_PASSWORD, loadDemoCounty } from './demo-county';

const SYLLABLES = ['ming', 'yue', 'deng', 'huo', 'shu', 'shan', 'qiao', 'xing', 'yun', 'he'];

/** Loads the fictional county once, into an empty database, and says its password at each start. */
export async function seedDemo(
  database: Database,
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const empty = !(await database.one(sql`SELECT id FROM site LIMIT 1`));
  if (empty) {
    const password = newPassword();
    const started = performance.now();
    await loadDemoCounty(database, now, await hash(password, ARGON2), password);
    say(`demo county loaded in ${Math.round(performance.now() - started)} ms`);
  }
  const row = await database.one<{ value: string }>(
    sql`SELECT value FROM setting WHERE name = ${DEMO_PASSWORD}`,
  );
  if (row) say(`demo accounts use the password ${row.value}`);
}

/** Easy to read from a terminal and to type on a phone, e.g. yue-deng-shan-4821. */
function newPassword(): string {
  const words = Array.from({ length: 3 }, () => SYLLABLES[randomInt(SYLLABLES.length)]);
  return `${words.join('-')}-${randomInt(1000, 10_000)}`;
}
