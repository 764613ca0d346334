import type { SessionRow } from '../../scheduling/class-background.queries';
import { dateOf } from '../../shared/kernel/shanghai';
import type { MonthLights } from '../../shared/web/art';

/** The evenings of a class as small month sheets: held days lit, cancelled ones hollow. */
export function monthLights(sessions: readonly SessionRow[]): MonthLights[] {
  const sheets = new Map<string, MonthLights>();
  for (const session of sessions) {
    const [year, month, day] = dateOf(session.startsAt).split('-').map(Number) as [
      number,
      number,
      number,
    ];
    const key = `${year}-${month}`;
    const sheet = sheets.get(key) ?? { year, month, on: [], off: [] };
    sheets.set(key, sheet);
    (session.state === 'cancelled' ? sheet.off : sheet.on).push(day);
  }
  return [...sheets.values()];
}
