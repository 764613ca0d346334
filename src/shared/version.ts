import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(__dirname, '..', '..', 'package.json');

/** The release that runs, as package.json names it. */
export const version = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
