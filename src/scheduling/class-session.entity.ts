import { Check, Entity, Exclusion, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Room } from '../sites/room.entity';
import { NightClass } from './night-class.entity';

export const classSessionStates = ['scheduled', 'cancelled'] as const;

/** How PostgreSQL keeps the evenings of one room or teacher apart; SQLite has triggers for it. */
function apart(column: string): string {
  return `USING gist ("${column}" WITH =, tstzrange("starts_at", "ends_at") WITH &&) WHERE (state = 'scheduled')`;
}

/** 场次(节): one evening of a night class. */
@Entity()
@Check('ck_class_session_state', oneOf('state', classSessionStates))
@Index('ux_class_session_position', ['classId', 'position'], { unique: true })
@Index('ix_class_session_starts', ['startsAt'])
@Index('ix_class_session_room', ['roomId', 'startsAt'])
@Index('ix_class_session_teacher', ['teacherName', 'startsAt'])
@Exclusion('ex_class_session_room', apart('room_id'))
@Exclusion('ex_class_session_teacher', apart('teacher_name'))
export class ClassSession {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => NightClass, { name: 'fk_class_session_class', onDelete: 'RESTRICT' })
  classId!: string;
  @Ref()
  @ForeignKey(() => Room, { name: 'fk_class_session_room', onDelete: 'RESTRICT' })
  roomId!: string;
  @Int() position!: number;
  @Text(60) title!: string;
  @Instant() startsAt!: Date;
  @Instant() endsAt!: Date;
  /** Who teaches this evening; 代课 when it is not the teacher of the class. */
  @Text(60, { default: '' }) teacherName!: string;
  @Text(10, { default: 'scheduled' }) state!: (typeof classSessionStates)[number];
  /** When it was first announced for, if it has been moved since. */
  @Instant({ nullable: true }) firstStartsAt!: Date | null;
  /** Why it was changed or called off, in words for the learner. */
  @Text(200, { nullable: true }) reason!: string | null;
  /** How often it was changed: SEQUENCE in calendar feeds. */
  @Int({ default: 0 }) revision!: number;
  @Instant({ nullable: true }) changedAt!: Date | null;
}
