import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor';

/** A request after the access guard has seen it. */
export interface WebRequest extends FastifyRequest {
  actor?: Actor | null;
}
export type WebReply = FastifyReply;

/** Programs ask for JSON; browsers never do. */
export const wantsJson = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').includes('application/json');
