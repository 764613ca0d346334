import type { CalendarDay } from './calendar-day.entity';
import type { Recurrence } from './marks.rules';

export type RecurrenceColumns = Pick<
  CalendarDay,
  'every' | 'firstDay' | 'lastDay' | 'festival' | 'digits'
>;

const NONE = { firstDay: null, lastDay: null, festival: null, digits: null };

/** A recurrence as the table keeps it. */
export function columnsOf(recurrence: Recurrence): RecurrenceColumns {
  const { every } = recurrence;
  switch (every) {
    case 'once': {
      const { date, lastDate = date } = recurrence;
      return { ...NONE, every, firstDay: date, lastDay: lastDate };
    }
    case 'year': {
      const { day, lastDay = day } = recurrence;
      return { ...NONE, every, firstDay: day, lastDay };
    }
    case 'festival':
      return { ...NONE, every, festival: recurrence.festival };
    case 'market':
      return { ...NONE, every, digits: recurrence.digits.join('') };
  }
}

/** The same read back. */
export function recurrenceOf(columns: RecurrenceColumns): Recurrence {
  const { every, firstDay, lastDay } = columns;
  switch (every) {
    case 'once':
      return { every, date: firstDay!, lastDate: lastDay! };
    case 'year':
      return { every, day: firstDay!, lastDay: lastDay! };
    case 'festival':
      return { every, festival: columns.festival! };
    case 'market':
      return { every, digits: [...columns.digits!].map(Number) };
  }
}
