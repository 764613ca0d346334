import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Profile } from '../identity/profile.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { NightClass } from '../scheduling/night-class.entity';
import { Bool, Id, Instant, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';

export const markKinds = ['no_show', 'late_withdrawal'] as const;
export type MarkKind = (typeof markKinds)[number];

/** 信用提醒: one thing that happened once; it expires by itself and can be appealed against, once. */
@Entity()
@Check('ck_standing_mark_kind', oneOf('kind', markKinds))
@Check('ck_standing_mark_appeal', '("appeal" IS NULL) = ("appealed_at" IS NULL)')
@Check('ck_standing_mark_answer', '("answer" IS NULL) = ("answered_at" IS NULL)')
@Check('ck_standing_mark_order', '"answer" IS NULL OR "appeal" IS NOT NULL')
@Index('ux_standing_mark_event', ['enrollmentId', 'sessionId', 'kind'], { unique: true })
@Index('ix_standing_mark_profile', ['profileId'])
@Index('ix_standing_mark_account', ['accountId', 'at'])
@Index('ix_standing_mark_class', ['classId'])
export class StandingMark {
  @Id() id!: string;
  @Text(16) kind!: MarkKind;
  @Ref()
  @ForeignKey(() => Profile, { name: 'fk_standing_mark_profile', onDelete: 'RESTRICT' })
  profileId!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_standing_mark_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Ref()
  @ForeignKey(() => NightClass, { name: 'fk_standing_mark_class', onDelete: 'RESTRICT' })
  classId!: string;
  /** The evening that was missed, or the first one that was given up too late. */
  @Ref()
  @ForeignKey(() => ClassSession, { name: 'fk_standing_mark_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  /** By name: enrollments are a module to the right, which this one must not know. */
  @Ref()
  @ForeignKey('Enrollment', { name: 'fk_standing_mark_enrollment', onDelete: 'RESTRICT' })
  enrollmentId!: string;
  /** When it happened: the beginning of the evening, or the moment of leaving. */
  @Instant() at!: Date;
  @Instant() recordedAt!: Date;
  /** The clerk who noted it; empty when it followed from the learner's own press. */
  @Ref({ nullable: true }) recordedBy!: string | null;
  /** End of the term of the class. */
  @Instant() expiresAt!: Date;
  @Text(300, { nullable: true }) appeal!: string | null;
  @Instant({ nullable: true }) appealedAt!: Date | null;
  /** What the learner reads in reply. */
  @Text(300, { nullable: true }) answer!: string | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @Ref({ nullable: true }) answeredBy!: string | null;
  /** The appeal was upheld: the mark counts for nothing. */
  @Bool({ default: false }) lifted!: boolean;
}
