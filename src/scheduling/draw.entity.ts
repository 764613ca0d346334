import { Entity, Index } from 'typeorm';
import { Id, Instant, LongText, Text } from '../shared/database/columns';

/**
 * 摇号: one lot for all classes with the same enrolment window. Made when the first of them is
 * published, before the window opens; what it commits to then can no longer be changed.
 */
@Entity()
@Index('ux_draw_window', ['opensAt', 'closesAt'], { unique: true })
@Index('ix_draw_due', ['closesAt'], { where: '"drawn_at" IS NULL' })
export class Draw {
  @Id() id!: string;
  @Instant() opensAt!: Date;
  @Instant() closesAt!: Date;
  /** 32 secret bytes as hexadecimal; shown to nobody before the draw. */
  @Text(64) seed!: string;
  /** SHA-256 of the seed, public from the first moment. */
  @Text(64) commitment!: string;
  @Instant() committedAt!: Date;
  @Instant({ nullable: true }) drawnAt!: Date | null;
  /** The public list that was drawn from, and its SHA-256. */
  @LongText({ nullable: true }) list!: string | null;
  @Text(64, { nullable: true }) listHash!: string | null;
}
