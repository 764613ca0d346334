import { connect, Socket } from 'node:net';

/** One answer, in the order of the requests. */
export interface Hit {
  /** Time between the last byte sent and the last byte received. */
  ms: number;
  /** 0 when the connection broke. */
  status: number;
  /** Of the body as it was sent. */
  bytes: number;
  body: string;
}

export interface Load {
  hits: Hit[];
  seconds: number;
}

export interface Target {
  ports: readonly number[];
  connections: number;
}

/** A request as bytes, so that the client costs little beside the server on the same machine. */
export function bytesOf(
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Buffer {
  const all: Record<string, string> = { host: 'localhost', ...headers };
  if (method === 'POST') all['content-length'] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n'));
}

/** Sends every request once; each connection sends its next one when it has its answer. */
export async function load(target: Target, requests: readonly Buffer[]): Promise<Load> {
  const hits: Hit[] = [];
  let next = 0;
  const take = (): number => (next < requests.length ? next++ : -1);
  const many = Math.min(target.connections, requests.length);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: many }, (_, i) =>
      oneConnection(target.ports[i % target.ports.length]!, requests, hits, take),
    ),
  );
  return { hits, seconds: (performance.now() - begun) / 1000 };
}

function oneConnection(
  port: number,
  requests: readonly Buffer[],
  hits: Hit[],
  take: () => number,
): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let current = -1;
    let sentAt = 0;
    let pending: Buffer = Buffer.alloc(0);
    const send = (): void => {
      current = take();
      if (current < 0) {
        socket.end();
        return resolve();
      }
      sentAt = performance.now();
      socket.write(requests[current]!);
    };
    socket.once('connect', send);
    socket.on('data', (part) => {
      pending = pending.length === 0 ? part : Buffer.concat([pending, part]);
      const answer = whole(pending);
      if (!answer) return;
      hits[current] = { ...answer, ms: performance.now() - sentAt };
      pending = Buffer.alloc(0);
      send();
    });
    const broken = (): void => {
      if (current >= 0 && !hits[current]) hits[current] = { ms: 0, status: 0, bytes: 0, body: '' };
      resolve();
    };
    socket.once('error', broken);
    socket.once('close', broken);
  });
}

/** The answer once all of it is there; every answer of the app has a content length. */
function whole(bytes: Buffer): Omit<Hit, 'ms'> | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const found = /\r\ncontent-length: (\d+)/i.exec(head);
  const length = found ? Number(found[1]) : 0;
  if (bytes.length < end + 4 + length) return null;
  const text = /\r\ncontent-encoding:/i.test(head) ? '' : bytes.toString('utf8', end + 4);
  return { status: Number(head.slice(9, 12)), bytes: length, body: text };
}
