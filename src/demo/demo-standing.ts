import { newId } from '../shared/kernel/ids';
import type { PlannedClass } from './demo-classes';
import type { Rows } from './rows';

const HALF_HOUR_MS = 1_800_000;
const APPEAL = '那天我来了，帮老师搬桌子，进门晚，没有签到。';

/** Who had a seat on an evening that is over and did not come; one of them contests it. */
export function demoStanding(
  classes: readonly PlannedClass[],
  enrollments: Rows,
  recordedBy: string,
): Rows {
  const evenings = classes.filter(({ seed }) => seed.state === 'finished' && seed.sessions === 1);
  const marks = evenings.flatMap(({ row, term, sessions }) => {
    const { id: sessionId, starts_at: at, ends_at: endsAt } = sessions[0]!;
    const recordedAt = new Date((endsAt as Date).getTime() + HALF_HOUR_MS);
    return enrollments
      .filter((one) => one['class_id'] === row.id && one['state'] === 'enrolled')
      .map((one) => ({
        id: newId(),
        kind: 'no_show',
        profile_id: one['profile_id'],
        account_id: one['account_id'],
        class_id: row.id,
        session_id: sessionId,
        enrollment_id: one['id'],
        at,
        recorded_at: recordedAt,
        recorded_by: recordedBy,
        expires_at: term.ends_at,
        appeal: null as string | null,
        appealed_at: null as Date | null,
        lifted: false,
      }));
  });
  const latest = marks.reduce((a, b) => (a.recorded_at > b.recorded_at ? a : b));
  return marks.map((mark) =>
    mark === latest ? { ...mark, appeal: APPEAL, appealed_at: mark.recorded_at } : mark,
  );
}
