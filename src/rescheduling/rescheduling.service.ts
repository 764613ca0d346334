import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { whyNotHeld } from '../scheduling/evening.rules';
import type { NightClass } from '../scheduling/night-class.entity';
import type { DraftPlace } from '../scheduling/night-class.service';
import type { PlannedSession } from '../scheduling/series.rules';
import { Rebooking, Timetable } from '../scheduling/timetable.service';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { requireSeen, Values } from '../shared/kernel/seen.rules';
import { dateOf, instantOf, weekdayOf } from '../shared/kernel/shanghai';
import {
  affectedBy,
  changeWords,
  eveningValues,
  firstAnnounced,
  Moved,
  Scope,
} from './evening-change.rules';
import { EveningsQueries } from './evenings.queries';
import { Loaded, WholeClass } from './whole-class.service';

/** What staff want of one evening, or of it and all that follow. */
export interface WantedChange {
  date: string;
  /** HH:MM */
  startsAt: string;
  endsAt: string;
  teacherName: string;
  scope: Scope;
  reason: string;
  /** What its form was filled from. */
  seen: Values;
  /** Also when learners have another class then. */
  anyway: boolean;
}

/** Which evening, who decides, and the room it is to be in. */
export interface ChangedEvening {
  sessionId: string;
  classId: string;
  actorId: string;
  place: DraftPlace;
}

/** Moving, lengthening and handing over evenings of a public class; everybody in it is told. */
@Injectable()
export class Rescheduling {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly timetable: Timetable,
    private readonly queries: EveningsQueries,
    private readonly whole: WholeClass,
  ) {}

  /** @throws RuleViolation naming the field that would put it right */
  change(at: ChangedEvening, wanted: WantedChange): Promise<void> {
    return this.database.write(async (tx) => {
      const loaded = await this.whole.load(tx, at);
      requireSeen(wanted.seen, eveningValues(loaded.target, loaded.evenings, wanted.scope));
      const moves = await this.moves(loaded, at, wanted);
      const words = changeWords(moves, this.clock.now());
      if (words === '') throw new RuleViolation('unchanged', '没有改动，不用保存');
      await this.check(tx, loaded.found, at, wanted, moves);
      await this.store(tx, at, wanted, moves);
      await this.whole.changed(tx, loaded, at, {
        action: 'class_session.change',
        ...{ words, reason: wanted.reason, sessions: moves.map(({ from }) => from.id) },
        ...(wanted.scope === 'following' ? { usual: usualOf(at, wanted) } : {}),
      });
    });
  }

  private async moves(
    { target, evenings }: Loaded,
    { place }: ChangedEvening,
    wanted: WantedChange,
  ): Promise<Moved[]> {
    const affected = affectedBy(target, evenings, wanted.scope);
    const planned = await this.planned(place.school.id, affected, wanted);
    if (planned.length < affected.length)
      throw new RuleViolation('dates', '这段时间排不出这么多节，请换一天', 'date');
    return affected.map((from, i) => ({
      from,
      to: { ...planned[i]!, roomName: place.room.name, teacherName: wanted.teacherName },
    }));
  }

  /** On another day a series goes on week by week from there, public holidays left out. */
  private async planned(schoolId: string, affected: Loaded['evenings'], wanted: WantedChange) {
    const { date, startsAt, endsAt } = wanted;
    const on = (day: string): PlannedSession => ({
      date: day,
      startsAt: instantOf(day, startsAt),
      endsAt: instantOf(day, endsAt),
    });
    if (affected.length === 1) return [on(date)];
    const days = affected.map((one) => dateOf(one.startsAt));
    if (days[0] === date) return days.map(on);
    const { sessions } = await this.timetable.plan(schoolId, {
      startDate: date,
      weekday: weekdayOf(date),
      slotStart: startsAt,
      slotEnd: endsAt,
      count: affected.length,
    });
    return sessions;
  }

  private async check(
    tx: EntityManager,
    found: NightClass,
    { place }: ChangedEvening,
    wanted: WantedChange,
    moves: readonly Moved[],
  ): Promise<void> {
    const { room, school, course } = place;
    const days = moves.map(({ to }) => dateOf(to.startsAt));
    const closed = await this.timetable.closedDays(school.id, days);
    const seats = wanted.scope === 'one' ? found.taken : found.capacity;
    const setting = { now: this.clock.now(), title: course.title, room, closesAt: school.closesAt };
    for (const { to } of moves) {
      const holiday = closed.get(dateOf(to.startsAt)) ?? null;
      const [first] = whyNotHeld({ ...to, ...setting, seats, holiday });
      if (first) throw new RuleViolation(first.code, first.message, first.field);
    }
    await this.timetable.requireFree(tx, [bookingOf(place, wanted, moves)]);
    if (!wanted.anyway) await this.checkLearners(tx, found.id, moves);
  }

  private async checkLearners(tx: EntityManager, classId: string, moves: readonly Moved[]) {
    const moved = moves.filter(({ from, to }) => +from.startsAt !== +to.startsAt);
    const n = await this.queries.clashing(
      tx,
      classId,
      moved.map(({ to }) => to),
    );
    if (n === 0) return;
    throw new RuleViolation(
      'learners_clash',
      `有 ${n} 位学员这时候在别的班有课。还是要改，请勾选“照样改”`,
      'anyway',
    );
  }

  private store(
    tx: EntityManager,
    { place }: ChangedEvening,
    wanted: WantedChange,
    moves: readonly Moved[],
  ): Promise<void> {
    const changed_at = this.clock.now();
    const { reason } = wanted;
    const history = moves.map(({ from, to }) => ({
      ...{ first_starts_at: firstAnnounced(from, to.startsAt), reason },
      ...{ revision: from.revision + 1, changed_at },
    }));
    return this.timetable.rebook(tx, bookingOf(place, wanted, moves), history);
  }
}

const bookingOf = (
  { room }: DraftPlace,
  { teacherName }: WantedChange,
  moves: readonly Moved[],
): Rebooking => ({
  ...{ roomId: room.id, teacherName, moving: moves.map(({ from }) => from.id) },
  evenings: moves.map(({ to }) => to),
});

/** With all that follow, the class itself meets then and there from now on. */
const usualOf = (
  { place }: ChangedEvening,
  { date, startsAt, endsAt, teacherName }: WantedChange,
): Partial<NightClass> => ({
  ...{ weekday: weekdayOf(date), slotStart: startsAt, slotEnd: endsAt },
  ...{ roomId: place.room.id, teacherName },
});
