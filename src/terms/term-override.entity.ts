import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../shared/database/columns';
import { School } from '../sites/school.entity';
import { Term } from './term.entity';

/** The days of a term at one school, where they differ from the county's. */
@Entity()
@Check('ck_term_override_days', '"starts_at" < "ends_at"')
@Index('ix_term_override_school', ['schoolId'])
export class TermOverride {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Term, { name: 'fk_term_override_term', onDelete: 'RESTRICT' })
  termId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => School, { name: 'fk_term_override_school', onDelete: 'RESTRICT' })
  schoolId!: string;
  @Instant() startsAt!: Date;
  @Instant() endsAt!: Date;
}
