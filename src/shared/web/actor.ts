import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { Action, rights, Role } from './rights';

/** A role held at a site; `sitePath` is the prefix of every site it covers. */
export interface Grant {
  role: Role;
  siteId: string;
  sitePath: string;
}

/** The signed-in person behind a request, read anew for each request (quality C5). */
export interface Actor {
  accountId: string;
  /** The profile of the account's holder. */
  profileId: string;
  name: string;
  grants: readonly Grant[];
  /** Names the session without being usable as one: the hash of its cookie. */
  sessionKey: string;
}

/** Finds the actor behind a session cookie; identity provides it. */
export abstract class ActorSource {
  abstract find(sessionToken: string): Promise<Actor | null>;
  /** Whose session this is or was: also of one that has ended, as long as its row is kept. */
  abstract ownerOf(sessionToken: string): Promise<string | null>;
}

const allows = (action: Action, role: Role): boolean =>
  (rights[action] as readonly Role[]).includes(role);

/** Site paths at which the actor may do this; empty when nowhere. */
export const scopePaths = (actor: Actor, action: Action): string[] =>
  actor.grants.filter((grant) => allows(action, grant.role)).map((grant) => grant.sitePath);

/** Whether the actor may do this at the site with this path. */
export const mayAt = (actor: Actor | null, action: Action, sitePath: string): boolean =>
  actor !== null && scopePaths(actor, action).some((path) => sitePath.startsWith(path));

/** The actor of a route that needs one. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<{ actor?: Actor | null }>();
  if (!actor) throw new Error('CurrentActor on a route that does not require one');
  return actor;
});

/** The actor of a public route, or null for a visitor. */
export const MaybeActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null =>
    context.switchToHttp().getRequest<{ actor?: Actor | null }>().actor ?? null,
);
