import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CourseDetail } from '../curriculum/courses.queries';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Conflict } from '../shared/web/errors';
import type { RoomRow } from '../sites/rooms.queries';
import type { SchoolRow } from '../sites/schools.queries';
import { checkDraft, checkOpening } from './class-draft.rules';
import { Objection, whyNotHeld } from './evening.rules';
import { classSearch } from './class-search';
import { ClassSession } from './class-session.entity';
import { NightClass } from './night-class.entity';
import type { Admission } from './night-class.states';
import type { Series } from './series.rules';
import { Timetable } from './timetable.service';

/** The decisions of staff about a class that is not public yet. */
export interface ClassDraft {
  teacherName: string;
  weekday: number;
  slotStart: string;
  slotEnd: string;
  startDate: string;
  sessionCount: number;
  capacity: number;
  minimum: number;
  deskQuota: number;
  opensAt: Date;
  closesAt: Date;
  admission: Admission;
  /** Who goes first in a draw, as `priorityText` writes it. */
  priorities: string;
}

/** What a draft stands on. */
export interface DraftPlace {
  school: Pick<SchoolRow, 'id' | 'siteId' | 'siteName' | 'name' | 'closesAt'>;
  room: RoomRow;
  course: CourseDetail;
}

/** Planning night classes while nobody relies on them yet. */
@Injectable()
export class NightClasses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly timetable: Timetable,
  ) {}

  /** Plans a class as a draft and gives its id. */
  async create(place: DraftPlace, draft: ClassDraft, actorId: string): Promise<string> {
    const id = newId();
    const series = await this.series(place, draft);
    await this.database.write(async (tx) => {
      await this.requireFree(tx, place, draft, series);
      const columns = await this.columns(tx, place, draft, series);
      await tx.insert(NightClass, { ...columns, id, state: 'draft', createdAt: this.clock.now() });
      await this.book(tx, id, place, draft, series);
      await this.record(tx, 'night_class.create', id, place.school.siteId, actorId);
    });
    return id;
  }

  /** Plans a draft anew. Throws Conflict when it has become public. */
  async replan(id: string, place: DraftPlace, draft: ClassDraft, actorId: string): Promise<void> {
    const series = await this.series(place, draft);
    await this.database.write(async (tx) => {
      await tx.delete(ClassSession, { classId: id });
      await this.requireFree(tx, place, draft, series);
      const columns = await this.columns(tx, place, draft, series);
      const { affected } = await tx.update(NightClass, { id, state: 'draft' }, columns);
      if (affected !== 1) throw new Conflict('这个班已经不是草稿，日期和教室不能再改');
      await this.book(tx, id, place, draft, series);
      await this.record(tx, 'night_class.replan', id, place.school.siteId, actorId);
    });
  }

  private async series(place: DraftPlace, draft: ClassDraft): Promise<Series> {
    const series = await this.timetable.plan(place.school.id, {
      ...draft,
      count: draft.sessionCount,
    });
    const startsAt = series.sessions[0]?.startsAt ?? null;
    if (startsAt === null || startsAt <= this.clock.now())
      throw new RuleViolation('dates', '第一节课要在今天以后，请换一天', 'startDate');
    for (const one of whyNotHeld({ ...series.sessions[0]!, ...this.setting(place) }))
      throw new RuleViolation(one.code, one.message, SLOT_FIELDS[one.field] ?? one.field);
    checkOpening(draft, this.clock.now());
    checkDraft({ ...draft, startsAt, taken: 0, room: place.room });
    return series;
  }

  /** The series leaves closed days out by itself, and `checkDraft` counts the seats. */
  private setting({ school, room, course }: DraftPlace) {
    return {
      ...{ now: this.clock.now(), holiday: null, room, seats: 0 },
      ...{ title: course.title, closesAt: school.closesAt },
    };
  }

  private requireFree(
    tx: EntityManager,
    { room }: DraftPlace,
    { teacherName }: ClassDraft,
    { sessions }: Series,
  ): Promise<void> {
    const booking = { roomId: room.id, teacherName, evenings: sessions, moving: [] };
    return this.timetable.requireFree(tx, booking);
  }

  private book(
    tx: EntityManager,
    classId: string,
    { room, course }: DraftPlace,
    { teacherName }: ClassDraft,
    { sessions }: Series,
  ): Promise<void> {
    const booking = { classId, roomId: room.id, teacherName, evenings: sessions };
    return this.timetable.book(
      tx,
      booking,
      course.lessons.map((lesson) => lesson.title),
    );
  }

  private async columns(tx: EntityManager, place: DraftPlace, draft: ClassDraft, series: Series) {
    const { startDate: _, ...kept } = draft;
    const [first, last] = [series.sessions[0]!, series.sessions.at(-1)!];
    return {
      ...kept,
      courseId: place.course.id,
      schoolId: place.school.id,
      roomId: place.room.id,
      termId: await this.timetable.termIdOf(tx, first.date, place.school.id),
      title: place.course.title,
      category: place.course.category,
      tier: place.course.tier,
      trackId: place.course.trackId,
      startsAt: first.startsAt,
      endsAt: last.endsAt,
      search: searchOf(place, draft.teacherName),
    };
  }

  private record(
    tx: EntityManager,
    action: string,
    subjectId: string,
    siteId: string,
    actorId: string,
  ): Promise<void> {
    return this.audit.record(tx, [{ action, actorId, siteId, subject: 'night_class', subjectId }]);
  }
}

/** The form of a class asks for a slot where that of an evening asks for a date and times. */
const SLOT_FIELDS: Partial<Record<Objection['field'], string>> = {
  date: 'startDate',
  endsAt: 'slot',
};

/** What the catalogue's search finds a class by. */
export const searchOf = ({ school, room, course }: DraftPlace, teacherName: string): string =>
  classSearch({
    ...course,
    teacherName,
    siteName: school.siteName,
    schoolName: school.name,
    roomName: room.name,
  });
