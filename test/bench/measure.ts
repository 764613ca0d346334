import type { Round } from './figures';
import { Hit, load } from './load';
import type { Servers } from './servers';

/** Sends the requests and notes what they cost the servers. */
export async function measure(
  servers: Servers,
  requests: readonly Buffer[],
  connections: number,
): Promise<Round & { hits: Hit[] }> {
  const before = await servers.cpu();
  const { hits, seconds } = await load({ ports: servers.ports, connections }, requests);
  const cpu = (await servers.cpu()) - before;
  return { requests: requests.length, seconds, cpu, ms: hits.map((hit) => hit.ms), hits };
}

/** The same request many times over. */
export const times = (count: number, request: Buffer): Buffer[] =>
  Array<Buffer>(count).fill(request);
