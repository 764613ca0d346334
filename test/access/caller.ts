import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '../../src/shared/kernel/ids';
import { Csrf } from '../../src/shared/web/csrf';
import type { TestApp } from '../support/app';
import type { Answer } from './answers';
import type { Asker } from './actors';

export type Fields = [name: string, value: string][];

const VISITOR = 'a browser that has not signed in';

const cookieOf = ({ person }: Asker): string =>
  person ? `sid=${person.token}` : `visitor=${encodeURIComponent(VISITOR)}`;

/** Sends requests as somebody, mostly without a socket. */
export class Caller {
  private readonly tokens = new Map<Asker, string>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly test: TestApp) {}

  async get(asker: Asker, url: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Answer> {
    return this.send({ method, url, headers: { cookie: cookieOf(asker) } });
  }

  /** A form as a page of ours sends it; `_csrf` among the fields replaces the right token. */
  async post(
    asker: Asker,
    url: string,
    fields: Fields = [],
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const all: Fields = fields.some(([name]) => name === '_csrf')
      ? fields
      : [['_csrf', this.token(asker)], ...fields];
    const type = 'application/x-www-form-urlencoded';
    return this.send({
      method: 'POST',
      url,
      headers: { 'content-type': type, cookie: cookieOf(asker), ...headers },
      payload: new URLSearchParams(all).toString(),
    });
  }

  /** `GET http://host/path HTTP/1.1`, as a proxy would ask; needs a listening application. */
  async absolute(asker: Asker, url: string): Promise<Answer> {
    const { port } = this.test.app.getHttpServer().address() as AddressInfo;
    const asked = { port, agent: this.agent, path: `http://localhost:${port}${url}` };
    return new Promise((resolve, reject) => {
      const sent = request({ ...asked, headers: { cookie: cookieOf(asker) } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const { location = '', 'content-type': type = '' } = answer.headers;
          const body = Buffer.concat(parts).toString();
          resolve({ status: answer.statusCode!, location, type, body });
        });
      });
      sent.on('error', reject).end();
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private token(asker: Asker): string {
    let token = this.tokens.get(asker);
    if (!token) {
      const actor = asker.person && { sessionKey: sha256(asker.person.token) };
      const asked = { actor, cookies: { visitor: VISITOR } };
      token = this.test.app.get(Csrf).token(asked as never, null as never);
      this.tokens.set(asker, token);
    }
    return token;
  }

  private async send(options: object): Promise<Answer> {
    const answer = await this.test.app.inject(options as never);
    return {
      status: answer.statusCode,
      location: String(answer.headers.location ?? ''),
      type: String(answer.headers['content-type'] ?? ''),
      body: answer.payload,
    };
  }
}
