import { Controller, Get, Param } from '@nestjs/common';
import { classJson } from '../../scheduling/class-json';
import { NightClassesQueries, ShownClass } from '../../scheduling/night-classes.queries';
import {
  DESK_RELEASE_HOURS,
  deskReleaseAt,
  heldForDesk,
  seatsToDraw,
} from '../../scheduling/night-class.rules';
import { prioritiesOf } from '../../scheduling/priorities';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { isoWithOffset } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { OFFER_INSTEAD_MS, OFFER_LASTS_MS, TERM_LIMIT, WISH_LIMIT } from '../enrollment.rules';

const HOUR_MS = 3_600_000;

/** A class for programs: as in the list, with its evenings and the rules in force. */
@Controller('classes/:id.json')
@Access('public')
export class ClassJsonController {
  constructor(
    private readonly classes: NightClassesQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Param('id') id: string) {
    const now = this.clock.now();
    const c = await this.classes.show(id);
    return {
      ...classJson(c, now, this.config.publicUrl),
      sessionCount: c.sessionCount,
      sessions: c.sessions.map((session) => ({
        position: session.position,
        title: session.title,
        startsAt: isoWithOffset(session.startsAt),
        endsAt: isoWithOffset(session.endsAt),
        state: session.state,
      })),
      seats: {
        capacity: c.capacity,
        taken: c.taken,
        deskTaken: c.deskTaken,
        waiting: c.waiting,
        entered: c.applied,
      },
      rules: { ...rulesInForce(c, now), draw: drawInForce(c, this.config.publicUrl) },
    };
  }
}

const rulesInForce = (c: ShownClass, now: Date) => ({
  minimum: c.minimum,
  termLimit: c.sessionCount > 1 ? TERM_LIMIT : null,
  deskQuota: c.deskQuota,
  heldForDesk: heldForDesk(c, now),
  deskReleaseHours: DESK_RELEASE_HOURS,
  deskReleaseAt: isoWithOffset(deskReleaseAt(c)),
  promotedAtOnceBeforeHours: OFFER_INSTEAD_MS / HOUR_MS,
  offerLastsHours: OFFER_LASTS_MS / HOUR_MS,
  changes: c.changes.map(({ at, steps, explanation }) => ({
    at: isoWithOffset(at),
    steps,
    explanation,
  })),
  withdrawUntil: isoWithOffset(new Date(c.startsAt.getTime() - OFFER_INSTEAD_MS)),
});

/** Who comes first and how it can be checked; null for a class that is first come. */
const drawInForce = (c: ShownClass, publicUrl: string) =>
  c.admission === 'draw'
    ? {
        drawnAt: isoWithOffset(c.closesAt),
        held: !c.toDraw,
        seats: c.toDraw ? seatsToDraw(c) : null,
        wishLimit: WISH_LIMIT,
        priorities: prioritiesOf(c.priorities),
        commitment: c.commitment,
        url: c.drawId === null ? null : `${publicUrl}${schedulingPaths.draw(c.drawId)}`,
      }
    : null;
