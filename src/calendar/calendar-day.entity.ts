import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Bool, Id, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { School } from '../sites/school.entity';
import { FestivalName, MarkKind, markKinds, RecurrenceKind, recurrenceKinds } from './mark-kinds';

/** A rule that marks days: of the county, or of one school. Which columns it fills, `every` says. */
@Entity()
@Check('ck_calendar_day_kind', oneOf('kind', markKinds))
@Check('ck_calendar_day_every', oneOf('every', recurrenceKinds))
@Index('ix_calendar_day_school', ['schoolId'])
export class CalendarDay {
  @Id() id!: string;
  /** Null where it holds for the whole county. */
  @Ref({ nullable: true })
  @ForeignKey(() => School, { name: 'fk_calendar_day_school', onDelete: 'RESTRICT' })
  schoolId!: string | null;
  @Text(12) kind!: MarkKind;
  @Text(20) name!: string;
  @Text(10) every!: RecurrenceKind;
  /** `YYYY-MM-DD` of a rule for once, `MM-DD` of one for each year. */
  @Text(10, { nullable: true }) firstDay!: string | null;
  @Text(10, { nullable: true }) lastDay!: string | null;
  @Text(10, { nullable: true }) festival!: FestivalName | null;
  /** Last digits of lunar days: `38` for 逢三逢八. */
  @Text(10, { nullable: true }) digits!: string | null;
  /** False while the State Council's notice for that year is awaited. */
  @Bool({ default: true }) confirmed!: boolean;
  /** What says so: a law, a notice, the school itself. */
  @Text(100) source!: string;
}
