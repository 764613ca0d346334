import { sql } from '../../src/shared/database/sql';
import { newId, newToken, sha256 } from '../../src/shared/kernel/ids';
import { LAST_BACKUP } from '../../src/shared/web/installation';
import { CLERK, County, LEARNER } from './county';

// What the demo county does not hold by itself, put there for a page that shows it.

/** A class of the school that has room and is open for enrolment. */
export const openClass = (county: County, school: string): Promise<string> => {
  const now = new Date();
  return county.id(
    sql`SELECT id FROM night_class WHERE state = 'published' AND opens_at < ${now}
        AND closes_at > ${now} AND taken < capacity AND waiting = 0 AND school_id = ${school}
        ORDER BY starts_at DESC LIMIT 1`,
  );
};

/** A link as the mail carries it. */
export async function resetLink(county: County): Promise<string> {
  const token = newToken();
  await county.insert('password_reset', {
    token_hash: sha256(token),
    account_id: await county.id(sql`SELECT id FROM account WHERE phone = ${LEARNER}`),
    kind: 'link',
    tries: 0,
    expires_at: new Date(Date.now() + 1_800_000),
    used_at: null,
  });
  return token;
}

/** A place that is kept for the learner until the evening. */
export async function offer(county: County): Promise<string> {
  const id = newId();
  const school = await county.id(sql`SELECT id FROM school WHERE name LIKE ${'望云%'}`);
  await county.insert('enrollment', {
    id,
    class_id: await openClass(county, school),
    profile_id: await county.id(sql`SELECT p.id FROM profile p JOIN account a
      ON a.id = p.account_id WHERE a.phone = ${LEARNER}`),
    account_id: await county.id(sql`SELECT id FROM account WHERE phone = ${LEARNER}`),
    state: 'offered',
    channel: 'online',
    queue_number: 1,
    entered_at: new Date(),
    changed_at: new Date(),
    offer_expires_at: new Date(Date.now() + 7_200_000),
    reason: null,
  });
  await unread(county, id, 'offered');
  const halted = await county.id(
    sql`SELECT e.id FROM enrollment e JOIN night_class c ON c.id = e.class_id
        WHERE c.state = 'cancelled' ORDER BY e.id LIMIT 1`,
  );
  await unread(county, halted, 'classCancelled');
  return id;
}

/** What became of a list that the clerk pasted. */
export async function pastedList(county: County, classId: string): Promise<string> {
  const id = newId();
  const row = (outcome: string, position: number | null, words: string) => ({
    ...{ name: '李*明', phone: '190****0001', outcome, position, words },
  });
  const results = [
    row('seated', null, ''),
    row('queued', 2, ''),
    row('refused', null, '这个学期已经报满 2 个班'),
  ];
  await county.insert('enrollment_list', {
    id,
    class_id: classId,
    actor_id: await county.id(sql`SELECT id FROM account WHERE phone = ${CLERK}`),
    action_key: newId(),
    request_hash: newId(),
    at: new Date(),
    results: JSON.stringify(results),
  });
  return id;
}

/** News on top of the learner's pages; the offer stands there with a cancelled class. */
async function unread(county: County, enrollmentId: string, kind: string): Promise<void> {
  const account = await county.id(sql`SELECT id FROM account WHERE phone = ${LEARNER}`);
  await county.test.database.write((tx) =>
    county.test.database.execute(
      tx,
      sql`DELETE FROM place_news WHERE enrollment_id = ${enrollmentId}`,
    ),
  );
  await county.insert('place_news', {
    ...{
      enrollment_id: enrollmentId,
      account_id: account,
      kind,
      at: new Date(),
      seen_at: null,
      words: null,
    },
    class_id: await county.id(
      sql`SELECT class_id AS id FROM enrollment WHERE id = ${enrollmentId}`,
    ),
  });
}

/** A 信用提醒 of the learner, contested or not. */
export async function mark(county: County, school: string, appeal: string | null): Promise<string> {
  const id = newId();
  const place = await county.test.database.one<Record<string, string>>(
    sql`SELECT e.id, e.profile_id, e.account_id, e.class_id, s.id AS session_id
        FROM enrollment e JOIN account a ON a.id = e.account_id
        JOIN night_class c ON c.id = e.class_id JOIN class_session s ON s.class_id = c.id
        WHERE a.phone = ${LEARNER} AND c.school_id = ${school} AND s.position = 1
          AND NOT EXISTS (SELECT 1 FROM standing_mark m WHERE m.enrollment_id = e.id)
        ORDER BY s.starts_at LIMIT 1`,
  );
  const { id: enrollment_id, ...about } = place!;
  const at = new Date();
  await county.insert('standing_mark', {
    ...{ id, kind: 'late_withdrawal', enrollment_id, ...about, at, recorded_at: at },
    ...{ expires_at: new Date(at.getTime() + 3_600_000), lifted: false },
    ...{ appeal, appealed_at: appeal && at },
  });
  return id;
}

/** An appeal that waits for its answer. */
export async function appealed(county: County, school: string): Promise<string> {
  const known = await county.test.database.one<{ id: string }>(
    sql`SELECT m.id FROM standing_mark m JOIN night_class c ON c.id = m.class_id
        WHERE c.school_id = ${school} AND m.appeal IS NOT NULL`,
  );
  return known?.id ?? mark(county, school, '那天家里老人急诊，实在走不开');
}

/** A mail that nobody received and a backup that is too old: what staff are warned of. */
export async function worries(county: County): Promise<void> {
  await county.insert('outbox_message', {
    id: newId(),
    template: 'enrollment',
    to_name: '李秀兰',
    to_address: 'xiulan@example.com',
    model: JSON.stringify({ subject: '报上了' }),
    state: 'dead',
    tries: 11,
    created_at: new Date(Date.now() - 4 * 86_400_000),
    due_at: new Date(),
    last_error: '550 mailbox unavailable',
  });
  const value = new Date(Date.now() - 30 * 3_600_000).toISOString();
  await county.insert('setting', { name: LAST_BACKUP, value });
}

/** A day on which the school itself is closed. */
export async function closedDay(county: County, school: string): Promise<string> {
  const id = newId();
  await county.insert('calendar_day', {
    ...{ id, school_id: school, kind: 'closed', name: '电路检修', every: 'year' },
    ...{ first_day: '01-15', last_day: '01-16', festival: null, digits: null },
    ...{ confirmed: true, source: '本校' },
  });
  return id;
}

/** A term that is opened ahead, with no class in it yet. */
export async function emptyTerm(county: County): Promise<string> {
  const name = '远期学期';
  const known = await county.test.database.one<{ id: string }>(
    sql`SELECT id FROM term WHERE name = ${name}`,
  );
  if (known) return known.id;
  const id = newId();
  const at = Date.now() + 1_000 * 86_400_000;
  const days = { starts_at: new Date(at), ends_at: new Date(at + 90 * 86_400_000) };
  await county.insert('term', { id, name, ...days });
  return id;
}

/** The plan of the demo county: one class in its place, one without, the others still to be placed. */
export async function placedPlan(county: County): Promise<{ plan: string; planned: string }> {
  const plan = await county.id(sql`SELECT id FROM class_plan`);
  const room = await county.id(sql`SELECT id FROM room WHERE capacity >= 30 ORDER BY name LIMIT 1`);
  const [first, second] = await county.test.database.query<{ id: string }>(
    sql`SELECT id FROM planned_class ORDER BY position LIMIT 2`,
  );
  const day = await county.test.database.one<{ first_day: string }>(
    sql`SELECT first_day FROM class_plan`,
  );
  const place = { room_id: room, weekday: 3, slot: '19:00-20:30', start_date: day!.first_day };
  await county.update('planned_class', { id: first!.id, ...place, is_fixed: true });
  await county.update('planned_class', { id: second!.id, why: '坐得下 30 人的教室都排满了' });
  return { plan, planned: first!.id };
}
