import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NightClass } from '../scheduling/night-class.entity';
import { Bool, Instant } from '../shared/database/columns';

/** The queues of a class: whoever plans or changes them holds this row until the transaction ends. */
@Entity()
@Index('ix_preface_class_due', ['dueSince'])
export class PrefaceClass {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => NightClass, { name: 'fk_preface_class_class', onDelete: 'RESTRICT' })
  classId!: string;
  /** Since when they wait to be planned anew; empty when they do not. */
  @Instant({ nullable: true }) dueSince!: Date | null;
  /** All of them; otherwise only the evenings that have too little to say. */
  @Bool({ default: false }) whole!: boolean;
}
