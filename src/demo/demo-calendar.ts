import type { MarkRule } from '../calendar/marks.rules';
import { columnsOf } from '../calendar/recurrence.rules';
import { readSeed } from './seed-files';

/** The marked days of the demo county: holidays by what was announced, the rest by rule. */
export function demoMarks(): MarkRule[] {
  const { source, days, rules } = readSeed('calendar');
  const [notice] = source.confirmed;
  const announced = `${notice.title}（${notice.number}）`;
  const holidays = days.map(({ date, ...day }): MarkRule => ({
    ...day,
    recurrence: { every: 'once', date },
    source: day.confirmed ? announced : source.statute[0].title,
  }));
  return [...holidays, ...rules];
}

export function markRow(id: string, { recurrence, ...rule }: MarkRule) {
  const { firstDay, lastDay, ...columns } = columnsOf(recurrence);
  return { id, ...rule, ...columns, first_day: firstDay, last_day: lastDay };
}
