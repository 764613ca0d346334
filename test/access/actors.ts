import { Actor, mayAt, scopePaths } from '../../src/shared/web/actor';
import { Action, Role, roles } from '../../src/shared/web/rights';
import type { Learner } from '../support/world';
import type { Station, Tree } from './tree';

/** Somebody who asks: a visitor, a learner, or a role at one place of the tree. */
export class Asker {
  constructor(
    readonly label: string,
    readonly person: Learner | null,
    readonly grant: { role: Role; path: string } | null = null,
  ) {}

  private get actor(): Actor | null {
    if (!this.person) return null;
    const { role, path } = this.grant ?? {};
    const grants = role && path ? [{ role, siteId: '', sitePath: path }] : [];
    const { accountId, profileId } = this.person;
    return { accountId, profileId, name: '', grants, sessionKey: '' };
  }

  mayAnywhere(action: Action): boolean {
    return this.actor !== null && scopePaths(this.actor, action).length > 0;
  }

  mayAt(action: Action, path: string): boolean {
    return mayAt(this.actor, action, path);
  }

  owns(station: Station): boolean {
    return this.person === station.learner;
  }
}

/** Every role at every place; who has a role holds nothing else. */
export async function askers(tree: Tree): Promise<Asker[]> {
  const { world, stations, places } = tree;
  const made = [
    new Asker('visitor', null),
    new Asker('the learner', stations.own.learner),
    new Asker('another learner', await world.learner()),
  ];
  for (const role of roles)
    for (const [place, path] of Object.entries(places)) {
      const person = await world.staff(role, path.split('/').at(-2));
      made.push(new Asker(`${role} at ${place}`, person, { role, path }));
    }
  return made;
}
