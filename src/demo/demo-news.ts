import type { PlannedClass } from './demo-classes';
import type { Rows } from './rows';

const KINDS: Partial<Record<PlannedClass['seed']['state'], string>> = {
  cancelled: 'classCancelled',
  postponed: 'postponed',
};

/** Nobody of the demo has an e-mail: the people of a halted class are still to be phoned. */
export const demoNews = (classes: readonly PlannedClass[], enrollments: Rows, now: Date): Rows =>
  classes.flatMap(({ row, seed }) => {
    const kind = KINDS[seed.state];
    if (!kind) return [];
    return enrollments
      .filter((one) => one['class_id'] === row.id)
      .map((one) => ({
        enrollment_id: one['id'],
        account_id: one['account_id'],
        class_id: row.id,
        kind,
        words: null,
        at: now,
        seen_at: null,
      }));
  });
