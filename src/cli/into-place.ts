import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished file its name once all of it is on the disk, so that a power cut leaves no half. */
export function intoPlace(part: string, file: string): void {
  onDisk(part, 'r+');
  renameSync(part, file);
  // Windows has no way to ask this of a folder
  if (process.platform !== 'win32') onDisk(dirname(file), 'r');
}

function onDisk(path: string, flag: 'r' | 'r+'): void {
  const handle = openSync(path, flag);
  fsyncSync(handle);
  closeSync(handle);
}
