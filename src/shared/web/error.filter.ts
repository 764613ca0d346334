import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { isUnavailable } from '../database/dialect';
import { QueueFull } from '../kernel/batcher';
import { newReference } from '../kernel/ids';
import { RuleViolation } from '../kernel/rule-violation';
import { SignInNeeded, WebError } from './errors';
import { Layout } from './layout';
import { RetryPages } from './retry-pages';
import { Views } from './views';
import { wantsJson, WebReply, WebRequest } from './web-request';

interface Failure {
  status: number;
  message: string | null;
  retryAfter: number | null;
  code: string | null;
}

const PAGES = [403, 404, 409, 422, 429, 500, 503];
const TITLES: Record<number, string> = {
  403: '没有权限',
  404: '没有这个页面',
  409: '情况已经变了',
  422: '没有办成',
  429: '请稍后再试',
  500: '出了点问题',
  503: '请稍后再试',
};

/** The one place where errors become answers: a plain sentence, never a stack or a query. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(
    private readonly views: Views,
    private readonly layout: Layout,
    private readonly retries: RetryPages,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<WebRequest>();
    const reply = host.switchToHttp().getResponse<WebReply>();
    if (reply.sent) return;
    if (error instanceof SignInNeeded) return this.signIn(error, request, reply);
    const failure = failureOf(error);
    const reference = newReference();
    if (failure.status >= 500) this.report(error, failure.status, reference);
    void reply.status(failure.status).header('cache-control', 'no-store');
    if (failure.retryAfter !== null) void reply.header('retry-after', String(failure.retryAfter));
    if (wantsJson(request)) {
      const reasons = [
        { code: failure.code ?? `http_${failure.status}`, message: failure.message },
      ];
      void reply.send({ state: null, enrollmentId: null, position: null, reasons });
      return;
    }
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .send(this.page(failure, reference, request, reply));
  }

  private signIn(error: SignInNeeded, request: WebRequest, reply: WebReply): void {
    if (wantsJson(request)) {
      const reasons = [{ code: 'sign_in', message: '请先登录' }];
      void reply.status(401).send({ state: null, enrollmentId: null, position: null, reasons });
      return;
    }
    const next = encodeURIComponent(error.next);
    void reply.status(303).header('location', `/sign-in?next=${next}`).send('');
  }

  private report(error: unknown, status: number, reference: string): void {
    if (status === 503) this.log.warn(`503 ${reference}: ${(error as Error).message}`);
    else this.log.error(`500 ${reference}`, error instanceof Error ? error.stack : String(error));
  }

  private page(failure: Failure, reference: string, request: WebRequest, reply: WebReply): string {
    const { status, message, retryAfter } = failure;
    const shown = PAGES.includes(status) ? status : status < 500 ? 422 : 500;
    const model = { message, reference, retryAfterSeconds: retryAfter, backHref: '/' };
    const plain = { view: `errors/${shown}`, model, options: { title: TITLES[shown]! } };
    const retry = retryAfter === null ? null : this.retries.of(request, { ...model, retryAfter });
    const { view, model: filled, options } = retry ?? plain;
    try {
      const layout = this.layout.of(request, reply, options);
      return this.views.renderPage(view, filled, 'site', layout);
    } catch (broken) {
      this.log.error(`error page ${shown} failed`, (broken as Error).stack);
      return `<!doctype html><meta charset="utf-8"><title>${TITLES[shown]}</title><p>${TITLES[shown]}`;
    }
  }
}

function failureOf(error: unknown): Failure {
  const plain = { message: null, retryAfter: null, code: null };
  if (error instanceof WebError)
    return {
      ...plain,
      status: error.status,
      message: error.message,
      retryAfter: error.retryAfter ?? null,
    };
  if (error instanceof RuleViolation)
    return { ...plain, status: 422, message: error.message, code: error.code };
  if (error instanceof QueueFull || isUnavailable(error))
    return { ...plain, status: 503, message: '现在人很多，请稍等几秒再试', retryAfter: 5 };
  const status = statusOf(error);
  if (status === 413 || status === 415 || status === 400)
    return { ...plain, status, message: '提交的内容太大或格式不对，请检查后再试' };
  return { ...plain, status };
}

/** Nest and Fastify say the status of what they refuse themselves; a client's error stays one. */
function statusOf(error: unknown): number {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return 500;
  return status === 401 || status === 405 ? 404 : status;
}
