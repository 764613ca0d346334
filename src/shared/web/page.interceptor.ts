import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  CallHandler,
  ExecutionContext,
  Injectable,
  NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, mergeMap, Observable } from 'rxjs';
import { Cookies } from './cookies';
import { Flash } from './flash';
import { Layout } from './layout';
import { Page, Redirect } from './page';
import { CachedBytes, PageCache } from './page-cache';
import { Views } from './views';
import type { WebReply, WebRequest } from './web-request';

const compress = promisify(gzip);
const CACHED = 'night-school.cached-page';
/** Below this a compressed answer is no smaller on the wire. */
const WORTH_COMPRESSING = 1_400;

/** For visitors without a session the page is kept ready-compressed for a second. */
export const CachedPage = () => SetMetadata(CACHED, true);

/** Turns what a handler returns into an answer: a page, a redirect, or anything as it is. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly views: Views,
    private readonly layout: Layout,
    private readonly cache: PageCache,
    private readonly cookies: Cookies,
    private readonly flash: Flash,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const reply = context.switchToHttp().getResponse<WebReply>();
    const cached = this.reflector.get<boolean | undefined>(CACHED, context.getHandler());
    if (cached && !request.actor && !this.flash.waits(request))
      return from(this.shared(request, reply, () => lastValueFrom(next.handle())));
    return next.handle().pipe(mergeMap((result) => this.answer(result, request, reply)));
  }

  private async answer(result: unknown, request: WebRequest, reply: WebReply): Promise<unknown> {
    if (result instanceof Redirect) {
      void reply.status(303).header('location', result.location);
      return '';
    }
    if (!(result instanceof Page)) return result;
    const html = this.render(result, request, reply, false);
    void reply
      .status(result.options.status ?? 200)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store');
    if (result.options.secretUrl) void reply.header('referrer-policy', 'no-referrer');
    if (html.length < WORTH_COMPRESSING || !acceptsGzip(request)) return html;
    void reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding');
    return compress(html, { level: 3 });
  }

  private async shared(
    request: WebRequest,
    reply: WebReply,
    make: () => Promise<unknown>,
  ): Promise<unknown> {
    const key = `${this.cookies.elder(request) ? 'elder' : 'plain'} ${request.url}`;
    const entry = await this.cache.get(key, async () => {
      const result = await make();
      if (!(result instanceof Page)) throw new Error('a cached handler must return a page');
      return bytesOf(this.render(result, request, reply, true));
    });
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding, cookie')
      .header('etag', entry.etag);
    if (request.headers['if-none-match'] === entry.etag) {
      void reply.status(304);
      return '';
    }
    if (!acceptsGzip(request)) return entry.plain;
    void reply.header('content-encoding', 'gzip');
    return entry.gzip;
  }

  private render(result: Page, request: WebRequest, reply: WebReply, shared: boolean): string {
    const layout = this.layout.of(request, reply, result.options, shared);
    return this.views.renderPage(
      result.view,
      result.model,
      result.options.layout ?? 'site',
      layout,
    );
  }
}

const acceptsGzip = (request: WebRequest): boolean =>
  String(request.headers['accept-encoding'] ?? '').includes('gzip');

async function bytesOf(html: string): Promise<CachedBytes> {
  const plain = Buffer.from(html);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { plain, gzip: await compress(plain, { level: 6 }), etag };
}
