import { Injectable } from '@nestjs/common';
import { DeskEnrolling } from '../desk/desk-enrolling.service';
import type { DeskPress } from '../desk/desk-entries.service';
import type { ListRow } from '../desk/list-row';
import type { EnrollmentRow } from '../enrollment/enrollments.queries';
import { Releasing } from '../enrollment/releasing.service';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { stateOfTick, whyNoWalkIn } from './attendance.rules';
import type { DoorEvening } from './door.queries';
import { Ticks } from './ticks.service';

/** Lets somebody in who stands at the door without a seat. */
@Injectable()
export class WalkIns {
  constructor(
    private readonly clock: Clock,
    private readonly desk: DeskEnrolling,
    private readonly releasing: Releasing,
    private readonly ticks: Ticks,
  ) {}

  /**
   * A seat in the class, for its later evenings too, and the mark of this one; who has the seat
   * already is only marked. Pressing again changes nothing.
   * @returns the place as it was found or made
   * @throws RuleViolation when the evening is not on, no seat is free, or a rule forbids the seat
   */
  async admit(
    evening: DoorEvening,
    press: Omit<DeskPress, 'atDoor' | 'classId'>,
    who: Pick<ListRow, 'name' | 'phone' | 'ageBand'>,
  ): Promise<EnrollmentRow> {
    const now = this.clock.now();
    const why = whyNoWalkIn(evening, now);
    if (why) throw new RuleViolation('walk_in', why);
    const { sessionId, classId } = evening;
    const { place } = await this.desk.enroll({ ...press, classId, atDoor: true }, who);
    if (place.state !== 'enrolled') await this.releasing.seatAtDoor(place.id, press.actorId);
    const at = { sessionId, enrollmentId: place.id };
    await this.ticks.note(at, stateOfTick(evening, now), press.actorId);
    return place;
  }
}
