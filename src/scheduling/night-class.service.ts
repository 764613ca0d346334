import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CourseDetail } from '../curriculum/courses.queries';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { requireSeen, Values } from '../shared/kernel/seen.rules';
import { Conflict } from '../shared/web/errors';
import type { RoomRow } from '../sites/rooms.queries';
import type { SchoolRow } from '../sites/schools.queries';
import { checkDraft, checkOpening } from './class-draft.rules';
import { Objection, whyNotHeld } from './evening.rules';
import { lockClass } from './class-lock';
import { classSearch } from './class-search';
import { ClassSession } from './class-session.entity';
import { draftValues } from './class-values.rules';
import { NightClass } from './night-class.entity';
import type { Admission } from './night-class.states';
import type { Series } from './series.rules';
import { Rebooking, Timetable } from './timetable.service';

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
  course: PlannedCourse;
}

/** What of a course a class carries on. */
export type PlannedCourse = Pick<
  CourseDetail,
  'id' | 'title' | 'category' | 'tier' | 'trackId' | 'lessons'
>;

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
    return (await this.createAll([{ place, draft }], actorId))[0]!;
  }

  /**
   * Plans several classes as drafts, all or none, and gives their ids in order. At most 1,000: they go
   * into one statement.
   */
  async createAll(wanted: readonly WantedDraft[], actorId: string): Promise<string[]> {
    const planned = (await this.series(wanted)).map((one) => ({ ...one, id: newId() }));
    await this.database.write(async (tx) => {
      await this.timetable.requireFree(tx, planned.map(rebookingOf));
      const rows = await this.columns(tx, planned);
      const draft = { state: 'draft' as const, createdAt: this.clock.now() };
      await tx.insert(
        NightClass,
        rows.map((row) => ({ ...row, ...draft })),
      );
      await this.timetable.book(tx, planned.map(bookingOf));
      await this.record(tx, 'night_class.create', planned, actorId);
    });
    return planned.map(({ id }) => id);
  }

  /** Plans a draft anew. @throws RuleViolation when it is not any more what its form was filled from */
  async replan(
    { id, seen }: SeenClass,
    place: DraftPlace,
    draft: ClassDraft,
    actorId: string,
  ): Promise<void> {
    await this.database.write(async (tx) => {
      requireSeen(seen, draftValues(await lockClass(this.database, tx, id)));
      const planned = (await this.series([{ place, draft }])).map((one) => ({ ...one, id }));
      await tx.delete(ClassSession, { classId: id });
      await this.timetable.requireFree(tx, planned.map(rebookingOf));
      const [columns] = await this.columns(tx, planned);
      const { affected } = await tx.update(NightClass, { id, state: 'draft' }, columns!);
      if (affected !== 1) throw new Conflict('这个班已经不是草稿，日期和教室不能再改');
      await this.timetable.book(tx, planned.map(bookingOf));
      await this.record(tx, 'night_class.replan', planned, actorId);
    });
  }

  /** The evenings of drafts that can be held as wanted; refuses the first that cannot. */
  private async series(wanted: readonly WantedDraft[]): Promise<PlannedDraft[]> {
    const all = await this.timetable.planAll(
      wanted.map(({ place, draft }) => ({
        ...draft,
        schoolId: place.school.id,
        count: draft.sessionCount,
      })),
    );
    return wanted.map((one, i) => {
      const series = all[i]!;
      this.requireHeld(one, series);
      return { ...one, series };
    });
  }

  private requireHeld({ place, draft }: WantedDraft, { sessions }: Series): void {
    const startsAt = sessions[0]?.startsAt ?? null;
    if (startsAt === null || startsAt <= this.clock.now())
      throw new RuleViolation('dates', '第一节课要在今天以后，请换一天', 'startDate');
    for (const one of whyNotHeld({ ...sessions[0]!, ...this.setting(place) }))
      throw new RuleViolation(one.code, one.message, SLOT_FIELDS[one.field] ?? one.field);
    checkOpening(draft, this.clock.now());
    checkDraft({ ...draft, startsAt, taken: 0, room: place.room });
  }

  /** The series leaves closed days out by itself, and `checkDraft` counts the seats. */
  private setting({ school, room, course }: DraftPlace) {
    return {
      ...{ now: this.clock.now(), holiday: null, room, seats: 0 },
      ...{ title: course.title, closesAt: school.closesAt },
    };
  }

  private async columns(tx: EntityManager, planned: readonly Identified[]) {
    const termIds = await this.timetable.termIdsOf(
      tx,
      planned.map(({ place, series }) => ({
        date: series.sessions[0]!.date,
        schoolId: place.school.id,
      })),
    );
    return planned.map((one, i) => ({ ...columnsOf(one), termId: termIds[i]! }));
  }

  private record(
    tx: EntityManager,
    action: string,
    planned: readonly Identified[],
    actorId: string,
  ): Promise<void> {
    return this.audit.record(
      tx,
      planned.map(({ id, place }) => ({
        ...{ action, actorId, siteId: place.school.siteId },
        ...{ subject: 'night_class', subjectId: id },
      })),
    );
  }
}

/** A class, and what the form that changes it was filled from. */
export interface SeenClass {
  id: string;
  seen: Values;
}

/** A class as staff want it. */
export interface WantedDraft {
  place: DraftPlace;
  draft: ClassDraft;
}

interface PlannedDraft extends WantedDraft {
  series: Series;
}

interface Identified extends PlannedDraft {
  id: string;
}

const rebookingOf = ({ place, draft, series }: PlannedDraft): Rebooking => ({
  roomId: place.room.id,
  teacherName: draft.teacherName,
  evenings: series.sessions,
  moving: [],
});

const bookingOf = ({ id, place, draft, series }: Identified) => ({
  classId: id,
  roomId: place.room.id,
  teacherName: draft.teacherName,
  evenings: series.sessions,
  titles: place.course.lessons.map(({ title }) => title),
});

function columnsOf({ id, place, draft, series }: Identified) {
  const { startDate: _, ...kept } = draft;
  return {
    ...kept,
    id,
    courseId: place.course.id,
    schoolId: place.school.id,
    roomId: place.room.id,
    title: place.course.title,
    category: place.course.category,
    tier: place.course.tier,
    trackId: place.course.trackId,
    startsAt: series.sessions[0]!.startsAt,
    endsAt: series.sessions.at(-1)!.endsAt,
    search: searchOf(place, draft.teacherName),
  };
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
