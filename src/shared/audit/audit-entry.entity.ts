import { Entity, Index } from 'typeorm';
import { Id, Instant, LongText, Ref, Text } from '../database/columns';

/** One line of the record of who did what; never changed, never deleted. */
@Entity()
@Index('ix_audit_entry_subject', ['subject', 'subjectId'])
export class AuditEntry {
  @Id() id!: string;
  @Instant() at!: Date;
  /** The verb with its noun, e.g. `enrollment.enroll`. */
  @Text(60) action!: string;
  @Ref({ nullable: true }) actorId!: string | null;
  @Ref({ nullable: true }) siteId!: string | null;
  @Text(40) subject!: string;
  @Ref() subjectId!: string;
  /** Facts behind the decision as JSON; no personal data. */
  @LongText({ nullable: true }) detail!: string | null;
}
