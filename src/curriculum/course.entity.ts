import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Bool, Id, Int, LongText, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { categories, Category } from './categories';
import { Tier, tiers } from './tiers';

/** One subject through the tiers, e.g. 书法: 体验课 → 进阶课. */
@Entity()
@Index('ux_track_name', ['name'], { unique: true })
export class Track {
  @Id() id!: string;
  @Text(30) name!: string;
}

/** 课程(门): an item of the curriculum, taught in any number of night classes. */
@Entity()
@Check('ck_course_tier', oneOf('tier', tiers))
@Check('ck_course_category', oneOf('category', categories))
@Check('ck_course_session_count', '"session_count" BETWEEN 1 AND 40')
@Index('ux_course_title', ['title'], { unique: true })
export class Course {
  @Id() id!: string;
  @Text(40) title!: string;
  @Text(10) category!: Category;
  @Text(12) tier!: Tier;
  @Ref({ nullable: true })
  @ForeignKey(() => Track, { name: 'fk_course_track', onDelete: 'RESTRICT' })
  trackId!: string | null;
  /** 普惠型课程: the free base programme. */
  @Bool({ default: false }) isUniversal!: boolean;
  @Text(80) summary!: string;
  @LongText() description!: string;
  @Text(100) audience!: string;
  /** What the learner can do afterwards. */
  @Text(200, { default: '' }) outcome!: string;
  /** What the learner brings, one item a line. */
  @LongText() bring!: string;
  /** What its room must have, one word each: 投影、水电. */
  @Text(100, { default: '' }) equipment!: string;
  @Int() sessionCount!: number;
  @Int({ default: 30 }) capacity!: number;
  @Int({ default: 10 }) minimum!: number;
  /** What a comparable course costs elsewhere, in fen; null when staff know of none. */
  @Int({ nullable: true }) marketPriceFen!: number | null;
  @Text(100, { default: '' }) marketPriceNote!: string;
  @Bool({ default: true }) isListed!: boolean;
}

/** One evening of the lesson plan. */
@Entity()
@Index('ux_course_lesson', ['courseId', 'position'], { unique: true })
export class CourseLesson {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => Course, { name: 'fk_course_lesson_course', onDelete: 'RESTRICT' })
  courseId!: string;
  @Int() position!: number;
  @Text(60) title!: string;
  @Text(200, { default: '' }) summary!: string;
}
