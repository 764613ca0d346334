import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../shared/kernel/ids';
import { overlap } from '../shared/kernel/period';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { addDays, dateOf, shortDayText, timeOf } from '../shared/kernel/shanghai';
import { ClassSession } from './class-session.entity';
import { lastPossibleDay, planSeries, PlannedSession, Series, SeriesPlan } from './series.rules';
import { TimetableQueries } from './timetable.queries';
import { Term } from '../calendar/term.entity';
import { termOf } from '../calendar/term.rules';

/** Who and what a series of evenings needs. */
export interface Booking {
  classId: string;
  roomId: string;
  teacherName: string;
  evenings: readonly PlannedSession[];
}

/** Finds evenings and books them: a room and a teacher are in one place at a time. */
@Injectable()
export class Timetable {
  constructor(private readonly queries: TimetableQueries) {}

  /** The evenings of a series, public holidays left out. */
  async plan(wanted: Omit<SeriesPlan, 'calendar'>): Promise<Series> {
    const { startDate } = wanted;
    const calendar = await this.queries.calendar(startDate, lastPossibleDay(startDate));
    return planSeries({ ...wanted, calendar });
  }

  /** Public holidays on which a weekly class does not meet between two of its evenings. */
  async gaps(first: Date, last: Date): Promise<{ date: string; name: string }[]> {
    const calendar = await this.queries.calendar(dateOf(first), dateOf(last));
    const gaps: { date: string; name: string }[] = [];
    for (let date = dateOf(first); date < dateOf(last); date = addDays(date, 7)) {
      const day = calendar.get(date);
      if (day?.kind === 'holiday') gaps.push({ date, name: day.name });
    }
    return gaps;
  }

  /** Refuses evenings on which the room or the teacher is taken. */
  async requireFree(tx: EntityManager, { evenings, ...booking }: Booking): Promise<void> {
    const [first, last] = [evenings[0], evenings.at(-1)];
    if (!first || !last)
      throw new RuleViolation('dates', '这段时间排不出课，请换一天', 'startDate');
    await this.queries.hold(tx, booking.roomId, booking.teacherName);
    const booked = await this.queries.booked(tx, {
      ...booking,
      span: { startsAt: first.startsAt, endsAt: last.endsAt },
      exceptClassId: booking.classId,
    });
    for (const evening of evenings) {
      const clash = booked.find((other) => overlap(evening, other));
      if (!clash) continue;
      const when = `${shortDayText(evening.date, first.date)} ${timeOf(clash.startsAt)}`;
      throw clash.roomId === booking.roomId
        ? new RuleViolation('room_clash', `这间教室 ${when} 已排“${clash.title}”`, 'roomId')
        : new RuleViolation(
            'teacher_clash',
            `${booking.teacherName}老师 ${when} 已在上“${clash.title}”`,
            'teacherName',
          );
    }
  }

  /** Writes the sessions of a new class. */
  async book(
    tx: EntityManager,
    { classId, roomId, evenings }: Booking,
    titles: readonly string[],
  ): Promise<void> {
    await tx.insert(
      ClassSession,
      evenings.map(({ startsAt, endsAt }, i) => ({
        id: newId(),
        classId,
        roomId,
        position: i + 1,
        title: titles[i] ?? `第 ${i + 1} 节`,
        startsAt,
        endsAt,
        state: 'scheduled' as const,
      })),
    );
  }

  /** The term that holds a date, made when it is the first class in it. */
  async termIdOf(tx: EntityManager, date: string): Promise<string> {
    const span = termOf(date);
    await tx
      .createQueryBuilder()
      .insert()
      .into(Term)
      .values({ id: newId(), ...span })
      .orIgnore()
      .execute();
    return (await tx.findOneByOrFail(Term, { name: span.name })).id;
  }
}
