import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Bool, Id, Int, Ref, Text } from '../shared/database/columns';
import { School } from './school.entity';

/** A place where a class can meet. */
@Entity()
@Check('ck_room_capacity', '"capacity" BETWEEN 1 AND 2000')
@Index('ux_room_name', ['schoolId', 'name'], { unique: true })
export class Room {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => School, { name: 'fk_room_school', onDelete: 'RESTRICT' })
  schoolId!: string;
  @Text(40) name!: string;
  @Int() capacity!: number;
  @Text(100, { default: '' }) equipment!: string;
  @Text(40, { default: '' }) floor!: string;
  @Bool({ default: false }) stepFree!: boolean;
  /** A closed room takes no new classes. */
  @Bool({ default: true }) isOpen!: boolean;
}
