import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Enrollment } from '../enrollment/enrollment.entity';
import { Profile } from '../identity/profile.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { Id, Instant, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { attendanceStates, AttendanceState, TickSource, tickSources } from './attendance.states';

/**
 * 签到: what was noted about one person on one evening. 缺课 is never written down: whoever has a seat
 * and no row here when the evening has ended was absent, if anybody was noted that evening at all.
 */
@Entity()
@Check('ck_attendance_state', oneOf('state', attendanceStates))
@Check('ck_attendance_source', oneOf('source', tickSources))
@Check('ck_attendance_actor', `("source" = 'staff') = ("actor_id" IS NOT NULL)`)
@Index('ux_attendance_person', ['sessionId', 'enrollmentId'], { unique: true })
@Index('ix_attendance_enrollment', ['enrollmentId'])
@Index('ix_attendance_profile', ['profileId'])
export class Attendance {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => ClassSession, { name: 'fk_attendance_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  @Ref()
  @ForeignKey(() => Profile, { name: 'fk_attendance_profile', onDelete: 'RESTRICT' })
  profileId!: string;
  @Ref()
  @ForeignKey(() => Enrollment, { name: 'fk_attendance_enrollment', onDelete: 'RESTRICT' })
  enrollmentId!: string;
  @Text(8) state!: AttendanceState;
  @Text(8) source!: TickSource;
  /** When the person stood at the door, or when the leave was noted. */
  @Instant() at!: Date;
  /** The clerk who ticked; empty when the learner did it by code. */
  @Ref({ nullable: true }) actorId!: string | null;
}
