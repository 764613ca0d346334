import { createHmac } from 'node:crypto';
import CsrfTokens from '@fastify/csrf';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../config/config';
import { Cookies } from './cookies';
import { Forbidden } from './errors';
import type { WebRequest } from './web-request';

const tokens = new CsrfTokens({ userInfo: false });

/**
 * Two checks before anything changes (quality E3): the request comes from a page of this origin, and
 * it carries a token bound to the session, or to the visitor's cookie before sign-in.
 */
@Injectable()
export class Csrf {
  constructor(
    private readonly config: Config,
    private readonly cookies: Cookies,
  ) {}

  /** The value of `_csrf` for a form shown to this request. */
  token(request: WebRequest, reply: FastifyReply): string {
    const binding = request.actor?.sessionKey ?? this.cookies.visitor(request, reply);
    return tokens.create(this.secret(binding));
  }

  /** @throws Forbidden when another site sent the form */
  checkOrigin(request: WebRequest): void {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw wrongOrigin();
    const { origin } = request.headers;
    if (origin === undefined || origin === '') return;
    // a page with a secret address asks for no referrer, and browsers then send its own forms with
    // the origin "null", as they do for a stranger's sandbox: only Sec-Fetch-Site tells them apart
    if (origin === 'null' && site === 'same-origin') return;
    const host = request.headers.host ?? '';
    const own = [new URL(this.config.publicUrl).host, host];
    if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw wrongOrigin();
  }

  /** @throws Forbidden when the token is missing or belongs to another session */
  checkToken(request: WebRequest): void {
    const body = request.body as { _csrf?: unknown } | undefined;
    const binding = request.actor?.sessionKey ?? this.cookies.read(request, 'visitor');
    const token = body?._csrf;
    const good =
      binding !== undefined &&
      typeof token === 'string' &&
      tokens.verify(this.secret(binding), token);
    if (!good)
      throw new Forbidden('这张表单已经过期。请返回上一页刷新后再提交，填写的内容可先复制下来');
  }

  private secret(binding: string): string {
    return createHmac('sha256', this.config.sessionSecret).update(`csrf:${binding}`).digest('hex');
  }
}

const wrongOrigin = () => new Forbidden('这次提交不是从夜校网站的页面发出的，没有办理');
