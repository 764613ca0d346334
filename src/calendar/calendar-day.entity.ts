import { Check, Entity, PrimaryColumn } from 'typeorm';
import { Bool, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';

export const calendarDayKinds = ['holiday', 'workday'] as const;

/** A public holiday or a day made a workday in exchange; an editable table. */
@Entity()
@Check('ck_calendar_day_kind', oneOf('kind', calendarDayKinds))
export class CalendarDay {
  @PrimaryColumn({ type: 'varchar', length: 10 }) date!: string;
  @Text(10) kind!: (typeof calendarDayKinds)[number];
  @Text(20) name!: string;
  /** False while the State Council's notice for that year is awaited. */
  @Bool({ default: true }) confirmed!: boolean;
  @Text(60, { default: '' }) note!: string;
}
