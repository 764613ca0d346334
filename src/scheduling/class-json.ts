import { isoWithOffset } from '../shared/kernel/shanghai';
import type { ClassRow } from './class-rows.queries';
import { onlineSeats, stateAt } from './night-class.rules';
import { schedulingPaths } from './scheduling.paths';

/** A class for programs; names and shapes are part of the contract. */
export const classJson = (c: ClassRow, now: Date, publicUrl: string) => ({
  id: c.id,
  title: c.title,
  tier: c.tier,
  category: c.category,
  school: c.schoolName,
  room: c.roomName,
  weekday: c.weekday,
  startsAt: isoWithOffset(c.startsAt),
  endsAt: isoWithOffset(c.endsAt),
  sessions: c.sessionCount,
  capacity: c.capacity,
  // before its draw no press takes a seat
  seatsLeft: c.toDraw ? 0 : onlineSeats(c, now),
  waitlisted: c.waiting,
  admission: c.admission,
  state: stateAt(c, now),
  opensAt: isoWithOffset(c.opensAt),
  closesAt: isoWithOffset(c.closesAt),
  url: `${publicUrl}${schedulingPaths.show(c.id)}`,
});
