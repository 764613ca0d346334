import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from './cookies';

/** One line shown on the next page, carried in a signed cookie so that nobody can plant one. */
@Injectable()
export class Flash {
  constructor(private readonly cookies: Cookies) {}

  say(reply: FastifyReply, text: string): void {
    this.cookies.set(reply, 'flash', reply.signCookie(text), 60);
  }

  waits(request: FastifyRequest): boolean {
    return this.cookies.read(request, 'flash') !== undefined;
  }

  /** The line, once. */
  take(request: FastifyRequest, reply: FastifyReply): string | null {
    const raw = this.cookies.read(request, 'flash');
    if (raw === undefined) return null;
    this.cookies.clear(reply, 'flash');
    const { valid, value } = request.unsignCookie(raw);
    return valid ? value : null;
  }
}
