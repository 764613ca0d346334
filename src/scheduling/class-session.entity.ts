import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Room } from '../sites/room.entity';
import { NightClass } from './night-class.entity';

export const classSessionStates = ['scheduled', 'cancelled'] as const;

/** 场次(节): one evening of a night class. */
@Entity()
@Check('ck_class_session_state', oneOf('state', classSessionStates))
@Index('ux_class_session_position', ['classId', 'position'], { unique: true })
@Index('ix_class_session_starts', ['startsAt'])
@Index('ux_class_session_room', ['roomId', 'startsAt'], {
  unique: true,
  where: `"state" = 'scheduled'`,
})
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
  @Text(10, { default: 'scheduled' }) state!: (typeof classSessionStates)[number];
}
