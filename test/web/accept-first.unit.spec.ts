import { EventEmitter } from 'node:events';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { AcceptFirst } from '../../src/shared/web/accept-first';

const PEOPLE = 25;
const REQUEST = 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n';

describe('AcceptFirst', () => {
  it('serves nobody twice while somebody has not been let in', async () => {
    expect(await answersBeforeTheLastFirst(true)).toBeLessThanOrEqual(2);
  });

  it('has something to do: without it the first are served again and again', async () => {
    expect(await answersBeforeTheLastFirst(false)).toBeGreaterThan(4);
  });

  it('does not wait longer than a tenth of a second for those who keep coming', () => {
    const server = new EventEmitter();
    const door = new AcceptFirst(server as Server);
    const begun = performance.now();
    let served = false;
    server.emit('connection');
    door.pass(() => (served = true));
    return new Promise<void>((resolve) => {
      const come = (): void => {
        if (served) return resolve();
        server.emit('connection');
        setImmediate(come);
      };
      come();
    }).then(() => expect(performance.now() - begun).toBeGreaterThanOrEqual(100));
  });
});

/** The most answers anyone had when the last of all got a first one; all come at once and ask on. */
async function answersBeforeTheLastFirst(first: boolean): Promise<number> {
  const server = serverOf(first, (_request, response) => {
    const until = performance.now() + 1; // what serving one costs
    while (performance.now() < until);
    response.end('x');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', PEOPLE, done));
  const { port } = server.address() as AddressInfo;
  const answers = Array<number>(PEOPLE).fill(0);
  await new Promise<void>((done) => {
    for (let i = 0; i < PEOPLE; i++) {
      const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST));
      socket.on('error', () => undefined);
      socket.on('data', () => {
        answers[i]! += 1;
        if (answers.every((count) => count > 0)) done();
        else socket.write(REQUEST);
      });
    }
  });
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  return Math.max(...answers);
}

function serverOf(first: boolean, serve: RequestListener): Server {
  const server = createServer((request, response) => {
    if (door) door.pass(() => serve(request, response));
    else serve(request, response);
  });
  const door = first ? new AcceptFirst(server) : null;
  return server;
}
