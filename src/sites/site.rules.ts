import { Actor, mayAt } from '../shared/web/actor';
import { NotFound } from '../shared/web/errors';
import type { Action } from '../shared/web/rights';
import { SiteLevel, siteLevels } from './site.entity';

/** The level below; null at a point, which has nothing below it. */
export const levelBelow = (level: SiteLevel): SiteLevel | null =>
  siteLevels[siteLevels.indexOf(level) + 1] ?? null;

/** What belongs to the county as a whole is for rights held at the centre itself. */
export function requireCentre(actor: Actor, action: Action): void {
  if (!isAtCentre(actor, action)) throw new NotFound();
}

export function isAtCentre(actor: Actor, action: Action): boolean {
  const centres = actor.grants
    .map((grant) => grant.sitePath)
    .filter((path) => /^\/[^/]+\/$/.test(path));
  return centres.some((path) => mayAt(actor, action, path));
}

interface Station {
  id: string;
  level: SiteLevel;
  isHub: boolean;
}

/** Why a 中心站 cannot cover these sites; null when it can. */
export function whyNotCover(hub: Station, covered: readonly Station[]): string | null {
  if (hub.level !== 'station') return '只有站可以设为中心站';
  if (covered.some((site) => site.id === hub.id)) return '中心站不用选自己';
  if (covered.some((site) => site.level !== 'station')) return '中心站只能覆盖别的站';
  if (covered.some((site) => site.isHub)) return '中心站不能再由别的中心站覆盖';
  return null;
}
