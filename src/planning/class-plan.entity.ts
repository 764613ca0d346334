import { Entity, ForeignKey, Index } from 'typeorm';
import { Course } from '../curriculum/course.entity';
import { NightClass } from '../scheduling/night-class.entity';
import { Bool, Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { Room } from '../sites/room.entity';
import { School } from '../sites/school.entity';

/** 学期排课: the classes of one or more schools for a term, before they exist. */
@Entity()
export class ClassPlan {
  @Id() id!: string;
  @Text(30) name!: string;
  /** First and last day on which its classes meet, `YYYY-MM-DD`. */
  @Text(10) firstDay!: string;
  @Text(10) lastDay!: string;
  /** When enrolment for its classes opens. */
  @Instant() opensAt!: Date;
  @Instant() createdAt!: Date;
  /** When its classes were made; nothing in it changes afterwards. */
  @Instant({ nullable: true }) acceptedAt!: Date | null;
}

/** A school that a plan is for. */
@Entity()
@Index('ux_class_plan_school', ['planId', 'schoolId'], { unique: true })
export class ClassPlanSchool {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => ClassPlan, { name: 'fk_class_plan_school_plan', onDelete: 'RESTRICT' })
  planId!: string;
  @Ref()
  @ForeignKey(() => School, { name: 'fk_class_plan_school_school', onDelete: 'RESTRICT' })
  schoolId!: string;
}

/** A class that a plan wants, and the place that the planner or the clerk gave it. */
@Entity()
@Index('ix_planned_class_plan', ['planId', 'position'])
export class PlannedClass {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => ClassPlan, { name: 'fk_planned_class_plan', onDelete: 'RESTRICT' })
  planId!: string;
  @Int() position!: number;
  @Ref()
  @ForeignKey(() => Course, { name: 'fk_planned_class_course', onDelete: 'RESTRICT' })
  courseId!: string;
  @Text(60) teacherName!: string;
  @Int() seats!: number;
  /** Null when any school of the plan will do. */
  @Ref({ nullable: true })
  @ForeignKey(() => School, { name: 'fk_planned_class_school', onDelete: 'RESTRICT' })
  schoolId!: string | null;
  /** Wanted weekdays and slots, separated by commas; empty when any will do. */
  @Text(20, { default: '' }) weekdays!: string;
  @Text(60, { default: '' }) slots!: string;
  /** The clerk has put it where it is; the planner leaves it there. */
  @Bool({ default: false }) isFixed!: boolean;
  @Ref({ nullable: true })
  @ForeignKey(() => Room, { name: 'fk_planned_class_room', onDelete: 'RESTRICT' })
  roomId!: string | null;
  /** 1 Monday … 7 Sunday. */
  @Int({ nullable: true }) weekday!: number | null;
  @Text(12, { nullable: true }) slot!: string | null;
  @Text(10, { nullable: true }) startDate!: string | null;
  /** What keeps it from a place, in words for the clerk. */
  @Text(200, { nullable: true }) why!: string | null;
  /** What became of it. */
  @Ref({ nullable: true })
  @ForeignKey(() => NightClass, { name: 'fk_planned_class_class', onDelete: 'RESTRICT' })
  classId!: string | null;
}

/** When a teacher can teach the classes of a plan. */
@Entity()
@Index('ux_planned_teacher_name', ['planId', 'name'], { unique: true })
export class PlannedTeacher {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => ClassPlan, { name: 'fk_planned_teacher_plan', onDelete: 'RESTRICT' })
  planId!: string;
  @Text(60) name!: string;
  /** Separated by commas, 1 Monday … 7 Sunday. */
  @Text(20) weekdays!: string;
  /** HH:MM */
  @Text(5) startsAt!: string;
  @Text(5) endsAt!: string;
}
