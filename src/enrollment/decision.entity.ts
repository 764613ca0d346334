import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Profile } from '../identity/profile.entity';
import { NightClass } from '../scheduling/night-class.entity';
import { Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';

export const decisionKinds = [
  'entered',
  'seated',
  'queued',
  'refused',
  'promoted',
  'offered',
  'accepted',
  'lapsed',
  'withdrawn',
  'released',
  'cancelled',
  'drawn',
  'not_drawn',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What was decided about a person and a class, when, and why; never changed, never deleted. */
@Entity()
@Check('ck_decision_kind', oneOf('kind', decisionKinds))
@Index('ix_decision_person', ['classId', 'profileId', 'at'])
@Index('ix_decision_enrollment', ['enrollmentId'])
export class Decision {
  @Id() id!: string;
  @Instant() at!: Date;
  /** Order among those decided in the same instant. */
  @Int() turn!: number;
  @Ref()
  @ForeignKey(() => NightClass, { name: 'fk_decision_class', onDelete: 'RESTRICT' })
  classId!: string;
  @Ref()
  @ForeignKey(() => Profile, { name: 'fk_decision_profile', onDelete: 'RESTRICT' })
  profileId!: string;
  /** Empty for a refusal. */
  @Ref({ nullable: true }) enrollmentId!: string | null;
  @Text(12) kind!: DecisionKind;
  /** Who pressed; empty when only time passed. */
  @Ref({ nullable: true }) actorId!: string | null;
  @Text(8, { nullable: true }) channel!: 'online' | 'desk' | null;
  /** Place in the queue, or rank in the draw. */
  @Int({ nullable: true }) position!: number | null;
  /** Seats taken and people waiting once this was decided. */
  @Int({ nullable: true }) taken!: number | null;
  @Int({ nullable: true }) waiting!: number | null;
  /** Why, in words for the learner. */
  @Text(300, { nullable: true }) words!: string | null;
}
