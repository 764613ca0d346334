import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Database } from '../shared/database/database';
import { isOverlap } from '../shared/database/dialect';
import { newId } from '../shared/kernel/ids';
import { overlap, Period } from '../shared/kernel/period';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import {
  addDays,
  dateOf,
  dayText,
  instantOf,
  shortDayText,
  timeOf,
} from '../shared/kernel/shanghai';
import { ClassSession } from './class-session.entity';
import type { NightClass } from './night-class.entity';
import {
  firstFreeSeries,
  MetDays,
  planSeries,
  searchedUntil,
  Series,
  SeriesPlan,
} from './series.rules';
import { BookedEvening, TimetableQueries } from './timetable.queries';
import { CalendarQueries } from '../calendar/calendar.queries';
import { calendarOf, closing } from '../calendar/marks.rules';
import { Terms } from '../terms/terms.service';

/** Who and what a series of evenings needs. */
export interface Booking {
  classId: string;
  roomId: string;
  teacherName: string;
  evenings: readonly Period[];
}

/** What evenings that exist already are changed to; each keeps its lesson. */
export interface Rebooking extends Omit<Booking, 'classId'> {
  /** The ids of those evenings, in the order of `evenings`. */
  moving: readonly string[];
}

/** Finds evenings and books them: a room and a teacher are in one place at a time. */
@Injectable()
export class Timetable {
  constructor(
    private readonly database: Database,
    private readonly queries: TimetableQueries,
    private readonly days: CalendarQueries,
    private readonly terms: Terms,
    private readonly clock: Clock,
  ) {}

  /** The evenings of a series at a school, without the days on which it is closed. */
  async plan(schoolId: string, wanted: Omit<SeriesPlan, 'calendar'>): Promise<Series> {
    return (await this.planAll([{ schoolId, ...wanted }]))[0]!;
  }

  /** The same for series at several schools. */
  async planAll(
    wanted: readonly (Omit<SeriesPlan, 'calendar'> & { schoolId: string })[],
  ): Promise<Series[]> {
    const schoolIds = [...new Set(wanted.map(({ schoolId }) => schoolId))];
    const from = wanted.map(({ startDate }) => startDate).sort()[0]!;
    const calendars = await this.days.calendars(schoolIds, from);
    return wanted.map((one) => planSeries({ ...one, calendar: calendars.get(one.schoolId)! }));
  }

  /** The first series of a room and a teacher that nothing booked stands in the way of. */
  async firstFree(
    schoolId: string,
    wanted: Omit<SeriesPlan, 'calendar'> & { roomId: string; teacherName: string },
  ): Promise<Series | null> {
    const calendar = calendarOf(await this.days.rules(schoolId, wanted.startDate));
    const booked = await this.queries.bookedNow({
      roomIds: [wanted.roomId],
      teacherNames: [wanted.teacherName],
      span: {
        startsAt: instantOf(wanted.startDate),
        endsAt: instantOf(searchedUntil(wanted.startDate)),
      },
      moving: [],
    });
    return firstFreeSeries({ ...wanted, calendar }, booked);
  }

  /** The days among these on which the school is closed, with what closes it. */
  async closedDays(schoolId: string, dates: readonly string[]): Promise<Map<string, string>> {
    const calendar = calendarOf(await this.days.rules(schoolId, [...dates].sort()[0]!));
    return new Map(
      dates.flatMap((date) => {
        const closed = closing(calendar(date));
        return closed ? [[date, closed.name] as const] : [];
      }),
    );
  }

  /** Refuses a class with evenings on days on which its school is closed by now. */
  async requireOpen(tx: EntityManager, { id, schoolId }: Pick<NightClass, 'id' | 'schoolId'>) {
    const sessions = await tx.findBy(ClassSession, { classId: id, state: 'scheduled' });
    const days = sessions.map(({ startsAt }) => dateOf(startsAt));
    if (days.length === 0) return;
    const [first] = [...(await this.closedDays(schoolId, days))].sort();
    if (!first) return;
    const [date, name] = first;
    const day = dayText(date, dateOf(this.clock.now()));
    throw new RuleViolation('closed', `${day}是${name}，不上课。请先修改日期再公布`);
  }

  /** What a weekly class meets from its first evening to its last: closed days, farming seasons. */
  async met(schoolId: string, first: Date, last: Date): Promise<MetDays> {
    const calendar = calendarOf(await this.days.rules(schoolId, dateOf(first)));
    const met: MetDays = { closed: [], farming: [] };
    for (let date = dateOf(first); date <= dateOf(last); date = addDays(date, 7)) {
      const marks = calendar(date);
      const closed = closing(marks);
      const season = marks.find(({ kind }) => kind === 'farming');
      if (closed) met.closed.push({ date, name: closed.name });
      else if (season) met.farming.push({ date, name: season.name });
    }
    return met;
  }

  /** Refuses evenings on which the room or the teacher is taken by others than those that move. */
  async requireFree(tx: EntityManager, bookings: readonly Rebooking[]): Promise<void> {
    const evenings = bookings.flatMap((one) => one.evenings);
    if (bookings.some((one) => one.evenings.length === 0))
      throw new RuleViolation('dates', '这段时间排不出课，请换一天', 'startDate');
    const roomIds = bookings.map((one) => one.roomId);
    const teacherNames = bookings.map((one) => one.teacherName);
    await this.queries.hold(tx, roomIds, teacherNames);
    const span = {
      startsAt: new Date(Math.min(...evenings.map(({ startsAt }) => startsAt.getTime()))),
      endsAt: new Date(Math.max(...evenings.map(({ endsAt }) => endsAt.getTime()))),
    };
    const moving = bookings.flatMap((one) => one.moving);
    const booked = await this.queries.booked(tx, { roomIds, teacherNames, span, moving });
    for (const booking of bookings) requireNoClash(booking, booked);
  }

  /** Writes the sessions of new classes, `titles` naming their lessons. */
  async book(
    tx: EntityManager,
    bookings: readonly (Booking & { titles: readonly string[] })[],
  ): Promise<void> {
    const rows = bookings.flatMap(({ classId, roomId, teacherName, evenings, titles }) =>
      evenings.map(({ startsAt, endsAt }, i) => ({
        id: newId(),
        class_id: classId,
        room_id: roomId,
        teacher_name: teacherName,
        position: i + 1,
        title: titles[i] ?? `第 ${i + 1} 节`,
        starts_at: startsAt,
        ends_at: endsAt,
        state: 'scheduled',
        revision: 0,
      })),
    );
    await apart(this.database.insertRows(tx, 'class_session', rows));
  }

  /**
   * Gives evenings that exist already new times, room and teacher, called-off ones included. They are
   * called off first: two of one class may swap evenings.
   */
  async rebook(
    tx: EntityManager,
    { moving, roomId, teacherName, evenings }: Rebooking,
    more: readonly object[] = [],
  ): Promise<void> {
    if (moving.length === 0) return;
    await tx.update(ClassSession, { id: In([...moving]) }, { state: 'cancelled' });
    const rows = moving.map((id, i) => ({
      id,
      room_id: roomId,
      teacher_name: teacherName,
      starts_at: evenings[i]!.startsAt,
      ends_at: evenings[i]!.endsAt,
      state: 'scheduled',
      ...more[i],
    }));
    await apart(this.database.updateRows(tx, 'class_session', rows));
  }

  /** The term that holds each date at its school, made when there is none. */
  termIdsOf(
    tx: EntityManager,
    days: readonly { date: string; schoolId: string }[],
  ): Promise<string[]> {
    return this.terms.holding(tx, days);
  }
}

function requireNoClash(
  { roomId, teacherName, evenings }: Rebooking,
  booked: readonly BookedEvening[],
): void {
  const others = booked.filter((one) => one.roomId === roomId || one.teacherName === teacherName);
  for (const evening of evenings) {
    const clash = others.find((other) => overlap(evening, other));
    if (!clash) continue;
    const day = shortDayText(dateOf(evening.startsAt), dateOf(evenings[0]!.startsAt));
    const when = `${day} ${timeOf(clash.startsAt)}`;
    throw clash.roomId === roomId
      ? new RuleViolation('room_clash', `这间教室 ${when} 已排“${clash.title}”`, 'roomId')
      : new RuleViolation(
          'teacher_clash',
          `${teacherName}老师 ${when} 已在上“${clash.title}”`,
          'teacherName',
        );
  }
}

/** The last guard is the database's, whoever wrote past the question above. */
async function apart(booked: Promise<unknown>): Promise<void> {
  try {
    await booked;
  } catch (error) {
    if (!isOverlap(error)) throw error;
    throw new RuleViolation(
      'room_clash',
      '这间教室或这位老师的这段时间刚刚被占了，请看最新的课表再排',
      'roomId',
    );
  }
}
