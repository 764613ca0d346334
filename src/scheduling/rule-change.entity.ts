import { Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, LongText, Ref, Text } from '../shared/database/columns';
import { NightClass } from './night-class.entity';

/** A change of a public class's admission rules; never changed, never deleted, shown to everybody. */
@Entity()
@Index('ix_rule_change_class', ['classId', 'at'])
export class RuleChange {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => NightClass, { name: 'fk_rule_change_class', onDelete: 'RESTRICT' })
  classId!: string;
  @Instant() at!: Date;
  /** Kept for the auditor; the public page names nobody. */
  @Ref() actorId!: string;
  /** Each rule before and after, as `rule-changes.rules` reads and writes it. */
  @LongText() steps!: string;
  /** Why, in words for learners. */
  @Text(200) explanation!: string;
}
