import { CanActivate, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ActorSource, scopePaths } from './actor';
import { Cookies } from './cookies';
import { Csrf } from './csrf';
import { Forbidden, SignInNeeded } from './errors';
import { ParkedForms } from './parked-forms';
import { Action } from './rights';
import { wantsJson, WebReply, WebRequest } from './web-request';

export type AccessRule = 'public' | 'account' | Action;
interface Declared {
  rule: AccessRule;
  token: boolean;
}
const ACCESS = 'night-school.access';

/**
 * Who may call a route. Every route declares it; one without is refused. An action is checked here
 * for "anywhere at all" and again, with the record's site, where the record is loaded.
 * `token: false` is for a form that only sets a display preference and stands on cached pages: its
 * origin is still checked.
 */
export const Access = (rule: AccessRule, options: { token?: boolean } = {}) =>
  SetMetadata(ACCESS, { rule, token: options.token ?? true } satisfies Declared);

/** What a handler declared; undefined when it declared nothing. */
export const declaredAccess = (reflector: Reflector, targets: never[]): Declared | undefined =>
  reflector.getAllAndOverride<Declared | undefined>(ACCESS, targets);

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorSource,
    private readonly cookies: Cookies,
    private readonly csrf: Csrf,
    private readonly parked: ParkedForms,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = declaredAccess(this.reflector, [
      context.getHandler() as never,
      context.getClass() as never,
    ]);
    if (!declared) throw new Error(`no @Access on ${context.getHandler().name}`);
    const request = context.switchToHttp().getRequest<WebRequest>();
    const reply = context.switchToHttp().getResponse<WebReply>();
    const token = this.cookies.session(request);
    request.actor = token ? await this.actors.find(token) : null;
    const changing = request.method !== 'GET' && request.method !== 'HEAD';
    if (changing) this.csrf.checkOrigin(request);
    if (declared.rule !== 'public' && !request.actor)
      throw await this.signIn(request, reply, changing);
    if (changing && declared.token) this.csrf.checkToken(request);
    if (declared.rule !== 'public' && declared.rule !== 'account')
      this.requireSomewhere(request, declared.rule);
    return true;
  }

  private requireSomewhere(request: WebRequest, action: Action): void {
    if (scopePaths(request.actor!, action).length === 0) throw new Forbidden();
  }

  private async signIn(request: WebRequest, reply: WebReply, changing: boolean): Promise<Error> {
    const token = this.cookies.session(request);
    const owner =
      token && changing && !wantsJson(request) ? await this.actors.ownerOf(token) : null;
    if (owner === null) return new SignInNeeded(changing ? '/my' : request.url);
    await this.parked.park(owner, request, reply);
    return new SignInNeeded('/resumption');
  }
}
