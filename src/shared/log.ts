import { LoggerService } from '@nestjs/common';
import pino, { Logger } from 'pino';

/** Phones and addresses of people never reach a log line (quality G7). */
const redact = (text: string): string =>
  text
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, '<phone>')
    .replace(/[^\s@<>"']+@[^\s@<>"']+/g, '<mail>');

/** What Nest says while it puts the modules together is of no use to an operator. */
const WIRING = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** One JSON line an event; JSON keeps CR and LF from forging another. */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level = process.env.LOG_LEVEL ?? 'info') {
    this.pino = pino({ level, base: undefined });
  }

  log(message: unknown, context = ''): void {
    if (WIRING.has(context)) return;
    this.pino.info({ context }, redact(String(message)));
  }
  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, redact(String(message)));
  }
  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, redact(String(message)));
  }
  /** @param rest Nest gives a stack and a context, or a context alone */
  error(message: unknown, ...rest: string[]): void {
    const [stack, context] = rest.length > 1 ? rest : [undefined, rest[0]];
    this.pino.error({ context, stack: stack && redact(stack) }, redact(String(message)));
  }
  request(fields: { method: string; route: string; status: number; ms: number }): void {
    this.pino.info(fields, 'request');
  }
}
