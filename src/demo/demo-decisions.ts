import { newId } from '../shared/kernel/ids';
import type { Rows } from './rows';

/** How each place of the demo was entered, and how it ended: what its timeline tells. */
export function demoDecisions(enrollments: Rows, clerkId: string): Rows {
  return enrollments.flatMap((one) => {
    const left = ENDED.find((state) => state === one['state']);
    const by = one['channel'] === 'desk' ? clerkId : one['account_id'];
    const first = line(one, entered(one), {
      at: one['entered_at'],
      actor_id: by,
      channel: one['channel'],
      position: one['state'] === 'waitlisted' ? one['queue_number'] : null,
    });
    if (!left) return [first];
    const actor = left === 'cancelled' ? clerkId : one['account_id'];
    const more = { at: one['changed_at'], actor_id: actor, words: one['reason'], turn: 1 };
    return [first, line(one, left, more)];
  });
}

const ENDED = ['withdrawn', 'cancelled'] as const;

function entered(one: Rows[number]): string {
  if (one['state'] === 'applied') return 'entered';
  return one['state'] === 'waitlisted' ? 'queued' : 'seated';
}

const line = (one: Rows[number], kind: string, more: Record<string, unknown>) => ({
  id: newId(),
  turn: 0,
  class_id: one['class_id'],
  profile_id: one['profile_id'],
  enrollment_id: one['id'],
  kind,
  channel: null,
  position: null,
  taken: null,
  waiting: null,
  words: null,
  ...more,
});
