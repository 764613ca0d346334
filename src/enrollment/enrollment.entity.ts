import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Account } from '../identity/account.entity';
import { Profile } from '../identity/profile.entity';
import { NightClass } from '../scheduling/night-class.entity';
import { Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { EnrollmentState, enrollmentStates, liveStates } from './enrollment.states';

/** 报名: one person's place in one class, from the first press to the end. */
@Entity()
@Check('ck_enrollment_state', oneOf('state', enrollmentStates))
@Check('ck_enrollment_channel', oneOf('channel', ['online', 'desk']))
@Index('ux_enrollment_live', ['classId', 'profileId'], {
  unique: true,
  where: oneOf('state', liveStates),
})
@Index('ix_enrollment_profile', ['profileId', 'state'])
@Index('ix_enrollment_account', ['accountId', 'enteredAt'])
@Index('ix_enrollment_queue', ['classId', 'state', 'queueNumber'])
@Index('ix_enrollment_offer', ['offerExpiresAt'], { where: `"state" = 'offered'` })
export class Enrollment {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => NightClass, { name: 'fk_enrollment_class', onDelete: 'RESTRICT' })
  classId!: string;
  @Ref()
  @ForeignKey(() => Profile, { name: 'fk_enrollment_profile', onDelete: 'RESTRICT' })
  profileId!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_enrollment_account', onDelete: 'RESTRICT' })
  accountId!: string;
  @Text(12) state!: EnrollmentState;
  @Text(8) channel!: 'online' | 'desk';
  /** Order in the class's queue; null for those seated at once. */
  @Int({ nullable: true }) queueNumber!: number | null;
  @Instant() enteredAt!: Date;
  /** When it came into its present state. */
  @Instant() changedAt!: Date;
  @Instant({ nullable: true }) offerExpiresAt!: Date | null;
  /** Why staff took the seat, in words for the learner. */
  @Text(200, { nullable: true }) reason!: string | null;
  /** In a draw: the person's one code, the order of this wish, and after it the rank in the class. */
  @Text(8, { nullable: true }) entryCode!: string | null;
  @Int({ nullable: true }) wish!: number | null;
  @Int({ nullable: true }) drawRank!: number | null;
}

/** The place that a 信用提醒 is about. */
export const markedPlace = ({ id, profileId, accountId, classId }: Enrollment) => ({
  enrollmentId: id,
  profileId,
  accountId,
  classId,
});
