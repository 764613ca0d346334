import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { nearMomentText } from '../../shared/kernel/shanghai';
import type { Actor } from '../../shared/web/actor';
import { Cookies } from '../../shared/web/cookies';
import type { WebReply, WebRequest } from '../../shared/web/web-request';

/** What a clerk reads out, in words for the page. */
export interface GivenCode {
  code: string;
  name: string;
  phone: string;
  until: string;
}

const COOKIE = 'given-code';
const SECONDS = 60;

/**
 * Carries a code from the press to the page after it, in a signed cookie, so that a reload makes no
 * new one. It is for the clerk who pressed and is gone once shown.
 */
@Injectable()
export class GivenCodes {
  constructor(
    private readonly cookies: Cookies,
    private readonly clock: Clock,
  ) {}

  keep(reply: WebReply, actor: Actor, given: Omit<GivenCode, 'until'>, expiresAt: Date): void {
    const until = nearMomentText(expiresAt, this.clock.now());
    const text = JSON.stringify({ ...given, until, for: actor.accountId });
    this.cookies.set(reply, COOKIE, reply.signCookie(text), SECONDS);
  }

  take(request: WebRequest, reply: WebReply, actor: Actor): GivenCode | null {
    const raw = this.cookies.read(request, COOKIE);
    if (raw === undefined) return null;
    this.cookies.clear(reply, COOKIE);
    const { valid, value } = request.unsignCookie(raw);
    if (!valid) return null;
    const given = JSON.parse(value) as GivenCode & { for: string };
    return given.for === actor.accountId ? given : null;
  }
}
