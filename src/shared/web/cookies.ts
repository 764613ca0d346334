import { Injectable } from '@nestjs/common';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { newToken } from '../kernel/ids';

const YEAR_SECONDS = 365 * 86_400;

/** The product's cookies, their names and flags in one place (quality D6). */
@Injectable()
export class Cookies {
  constructor(private readonly config: Config) {}

  session(request: FastifyRequest): string | undefined {
    return request.cookies[this.name('sid')];
  }

  /** A browser-session cookie: the server ends it, not the browser's clock. */
  setSession(reply: FastifyReply, token: string, maxAgeSeconds: number): void {
    this.set(reply, 'sid', token, maxAgeSeconds);
  }

  clearSession(reply: FastifyReply): void {
    this.clear(reply, 'sid');
  }

  /** Binds the forms of a visitor who has not signed in; made when the first form is shown. */
  visitor(request: FastifyRequest, reply: FastifyReply): string {
    const found = this.read(request, 'visitor');
    if (found) return found;
    const token = newToken();
    request.cookies[this.name('visitor')] = token;
    this.set(reply, 'visitor', token);
    return token;
  }

  elder(request: FastifyRequest): boolean {
    return request.cookies.mode === 'elder';
  }

  setElder(reply: FastifyReply, on: boolean): void {
    const flags = {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.https,
    } as const;
    if (on) void reply.setCookie('mode', 'elder', { ...flags, maxAge: YEAR_SECONDS });
    else void reply.clearCookie('mode', flags);
  }

  read(request: FastifyRequest, name: string): string | undefined {
    return request.cookies[this.name(name)];
  }

  set(reply: FastifyReply, name: string, value: string, maxAgeSeconds?: number): void {
    void reply.setCookie(this.name(name), value, {
      ...this.flags(),
      ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
    });
  }

  clear(reply: FastifyReply, name: string): void {
    void reply.clearCookie(this.name(name), this.flags());
  }

  private flags() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.config.https } as const;
  }

  private name(name: string): string {
    return this.config.https ? `__Host-${name}` : name;
  }
}
