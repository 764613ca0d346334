import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './figures';
import { bytesOf } from './load';
import { measure, times } from './measure';
import type { Servers } from './servers';

/** How fast the machine itself is at the moment. */
export interface Pulse {
  /** One write of 4 kB made durable, in milliseconds. */
  fdatasync: number;
  /** The smallest answer of the app, a second. */
  hello: number;
}

export async function pulse(servers: Servers): Promise<Pulse> {
  const requests = times(3_000, bytesOf('GET', '/bench/hello'));
  await measure(servers, requests, 64);
  const { seconds } = await measure(servers, requests, 64);
  return { fdatasync: durableWrite(), hello: requests.length / seconds };
}

function durableWrite(): number {
  const folder = mkdtempSync(join(tmpdir(), 'night-school-bench-'));
  const file = openSync(join(folder, 'probe'), 'w');
  const block = Buffer.alloc(4096, 1);
  const took = Array.from({ length: 100 }, () => {
    const begun = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(took);
}

/** Says so when the machine became faster or slower by more than 30 % while it was measured. */
export function drift(before: Pulse, after: Pulse): string[] {
  const names = ['fdatasync', 'hello'] as const;
  return names.flatMap((name) => {
    const change = after[name] / before[name];
    return change > 1.3 || change < 1 / 1.3
      ? `the machine drifted: ${name} ${before[name].toFixed(2)} → ${after[name].toFixed(2)}`
      : [];
  });
}
