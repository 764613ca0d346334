import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Enrollment } from '../enrollment/enrollment.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { Instant, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Noted, notedStates } from './attendance.states';

/**
 * The latest press about a person on an evening, a withdrawal of the mark among them: a tick that
 * waited on a phone without a network must not undo what somebody pressed after it.
 */
@Entity()
@Check('ck_last_tick_state', oneOf('state', notedStates))
@Index('ix_last_tick_at', ['at'])
export class LastTick {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => ClassSession, { name: 'fk_last_tick_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Enrollment, { name: 'fk_last_tick_enrollment', onDelete: 'RESTRICT' })
  enrollmentId!: string;
  @Text(8) state!: Noted;
  @Instant() at!: Date;
}
