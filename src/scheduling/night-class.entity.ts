import { Check, Entity, ForeignKey, Index } from 'typeorm';
import type { Category } from '../curriculum/categories';
import { Course } from '../curriculum/course.entity';
import type { Tier } from '../curriculum/tiers';
import { Id, Instant, Int, LongText, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Room } from '../sites/room.entity';
import { School } from '../sites/school.entity';
import { Admission, admissions, StoredState, storedStates } from './night-class.states';
import { Term } from '../terms/term.entity';

/**
 * 班(班次): one run of a course at a school. What the catalogue shows and admission decides by
 * stands on this row, the counters included, so that neither needs to count enrollments.
 */
@Entity()
@Check('ck_night_class_state', oneOf('state', storedStates))
@Check('ck_night_class_taken', '"taken" >= 0 AND "taken" <= "capacity"')
@Check('ck_night_class_waiting', '"waiting" >= 0')
@Check('ck_night_class_desk', '"desk_quota" >= 0 AND "desk_taken" >= 0')
@Index('ix_night_class_listed', ['state', 'endsAt', 'startsAt'])
@Index('ix_night_class_school', ['schoolId', 'endsAt'])
@Check('ck_night_class_admission', oneOf('admission', admissions))
@Check('ck_night_class_applied', '"applied" >= 0')
@Index('ix_night_class_course', ['courseId'])
@Index('ix_night_class_draw', ['drawId'])
export class NightClass {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => Course, { name: 'fk_night_class_course', onDelete: 'RESTRICT' })
  courseId!: string;
  @Ref()
  @ForeignKey(() => School, { name: 'fk_night_class_school', onDelete: 'RESTRICT' })
  schoolId!: string;
  @Ref()
  @ForeignKey(() => Room, { name: 'fk_night_class_room', onDelete: 'RESTRICT' })
  roomId!: string;
  @Ref()
  @ForeignKey(() => Term, { name: 'fk_night_class_term', onDelete: 'RESTRICT' })
  termId!: string;
  @Text(12, { default: 'draft' }) state!: StoredState;
  @Text(40) title!: string;
  @Text(10) category!: Category;
  @Text(12) tier!: Tier;
  @Ref({ nullable: true }) trackId!: string | null;
  @Text(60) teacherName!: string;
  /** 1 Monday … 7 Sunday. */
  @Int() weekday!: number;
  @Text(5) slotStart!: string;
  @Text(5) slotEnd!: string;
  @Int() sessionCount!: number;
  /** First moment of the first session, last moment of the last one. */
  @Instant() startsAt!: Date;
  @Instant() endsAt!: Date;
  @Int() capacity!: number;
  @Int() minimum!: number;
  /** Seats held for the desk until 24 h before the first session (现场名额). */
  @Int({ default: 0 }) deskQuota!: number;
  /** Enrolled and offered seats together; of these `deskTaken` came through the desk. */
  @Int({ default: 0 }) taken!: number;
  @Int({ default: 0 }) deskTaken!: number;
  @Int({ default: 0 }) waiting!: number;
  /** 先到先得 or 摇号; declared before enrolment opens. */
  @Text(12, { default: 'first_come' }) admission!: Admission;
  /** Who goes first in the draw, as `prioritiesOf` reads it; empty when nobody. */
  @Text(400, { default: '' }) priorities!: string;
  /** People entered for the draw; none once it was held. */
  @Int({ default: 0 }) applied!: number;
  /** The lot it belongs to, from publication on. */
  @Ref({ nullable: true }) drawId!: string | null;
  /** The number the next person in the queue gets; numbers are never given twice. */
  @Int({ default: 1 }) nextQueueNumber!: number;
  @Instant() opensAt!: Date;
  @Instant() closesAt!: Date;
  /** Why it was cancelled or postponed, in words for the learner. */
  @Text(200, { nullable: true }) reason!: string | null;
  /** When staff last said that it is held although too few enrolled, and why. */
  @Instant({ nullable: true }) goAheadAt!: Date | null;
  @Text(200, { nullable: true }) goAheadReason!: string | null;
  /** Title, teacher, place in Chinese, pinyin and initials, lower case. */
  @LongText() search!: string;
  @Instant({ nullable: true }) publishedAt!: Date | null;
  @Instant() createdAt!: Date;
}
