import { Injectable } from '@nestjs/common';
import { CourseDetail, CoursesQueries } from '../curriculum/courses.queries';
import { Clock } from '../shared/kernel/clock';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import type { Action } from '../shared/web/rights';
import { RoomsQueries } from '../sites/rooms.queries';
import { SchoolRow, SchoolsQueries } from '../sites/schools.queries';
import { termsHint } from '../terms/terms-hint';
import { TermsQueries } from '../terms/terms.queries';
import type { DraftPlace } from './night-class.service';
import { NightClassesQueries, ShownClass } from './night-classes.queries';

/** Ten years of them. */
const TERMS_KNOWN = 40;

/** Loads a class of a school for somebody who may work on it; for anyone else it does not exist. */
@Injectable()
export class DeskClasses {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly rooms: RoomsQueries,
    private readonly courses: CoursesQueries,
    private readonly classes: NightClassesQueries,
    private readonly terms: TermsQueries,
    private readonly clock: Clock,
  ) {}

  school(actor: Actor, action: Action, schoolId: string): Promise<SchoolRow> {
    return this.schools.forDesk(actor, action, schoolId);
  }

  async find(
    actor: Actor,
    action: Action,
    at: { schoolId: string; classId: string },
  ): Promise<{ school: SchoolRow; found: ShownClass }> {
    const school = await this.school(actor, action, at.schoolId);
    return { school, found: await this.classes.forDesk(school.id, at.classId) };
  }

  /** What a plan stands on; refuses a room that is closed or not of this school. */
  async place(school: SchoolRow, courseId: string, roomId: string): Promise<DraftPlace> {
    const [course, room] = await Promise.all([
      this.courses.show(courseId),
      this.rooms.find(school.id, roomId),
    ]);
    if (!room?.isOpen) throw new RuleViolation('room', '请选择一间可排课的教室', 'roomId');
    return { school, room, course };
  }

  /** The same for a class whose room stays, open or not. */
  async placeOf(school: SchoolRow, found: ShownClass): Promise<DraftPlace> {
    const [course, room] = await Promise.all([
      this.courses.show(found.courseId),
      this.rooms.find(school.id, found.roomId),
    ]);
    return { school, room: room!, course };
  }

  roomsOf(school: SchoolRow) {
    return this.rooms.ofSchool(school.id);
  }

  /** What is said of terms beside the first day of a class. */
  async termsHint(school: SchoolRow, startDate: unknown): Promise<string> {
    const terms = await this.terms.list(school.id, TERMS_KNOWN);
    return termsHint(terms, typeof startDate === 'string' ? startDate : '', this.clock.now());
  }

  course(courseId: string): Promise<CourseDetail> {
    return this.courses.show(courseId);
  }
}
