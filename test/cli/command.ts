import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestDatabase } from '../support/database';

const root = join(__dirname, '..', '..');

export interface Ended {
  status: number | null;
  said: string;
}

/** Runs a command as an operator would, on a test database. */
export function command(
  name: 'backup' | 'restore',
  file: string,
  { url, folder }: Pick<TestDatabase, 'url' | 'folder'>,
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['scripts/run-ts.cjs', `src/cli/${name}.ts`, ...(file ? [file] : [])],
    { cwd: root, env: { ...process.env, DATABASE_URL: url, DATA_DIR: folder } },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said += String(part)));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, said })));
}
