import { Entity, ForeignKey, Index } from 'typeorm';
import { NightClass } from '../scheduling/night-class.entity';
import { Id, Instant, LongText, Ref, Text } from '../shared/database/columns';

/** A pasted list that was enrolled, and what became of each row; never changed. */
@Entity()
@Index('ux_enrollment_list_press', ['actorId', 'actionKey'], { unique: true })
@Index('ix_enrollment_list_class', ['classId', 'at'])
export class EnrollmentList {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => NightClass, { name: 'fk_enrollment_list_class', onDelete: 'RESTRICT' })
  classId!: string;
  @Ref() actorId!: string;
  @Text(64) actionKey!: string;
  @Text(64) requestHash!: string;
  @Instant() at!: Date;
  /** JSON of ListedResult[]: names and phones in it are masked. */
  @LongText() results!: string;
}
