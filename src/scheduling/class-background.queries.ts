import { lowestFirst, Rung } from '../curriculum/ladder';
import { bool, instant, maybeInstant } from '../shared/database/columns';
import { jsonRows, jsonRowsOf, sql } from '../shared/database/sql';
import type { RuleStep } from './rule-changes.rules';

export interface SessionRow {
  id: string;
  classId: string;
  roomId: string;
  position: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  /** Who teaches it; 代课 when it is not the teacher of the class. */
  teacherName: string;
  roomName: string;
  state: 'scheduled' | 'cancelled';
  /** When it was announced for at first, if it was moved since. */
  firstStartsAt: Date | null;
  /** Why it was changed or called off. */
  reason: string;
  revision: number;
}

/** A change of the rules as the public reads it. */
export interface ClassRuleChange {
  at: Date;
  steps: RuleStep[];
  explanation: string;
}

/** What the class page tells beyond the card: the course, the place, the evenings, the track. */
export interface ClassBackground {
  course: {
    id: string;
    title: string;
    isUniversal: boolean;
    summary: string;
    description: string;
    audience: string;
    outcome: string;
    bring: string;
    marketPriceFen: number | null;
    marketPriceNote: string;
  };
  school: { phone: string; address: string; stepFree: boolean; stepFreeNote: string };
  room: { floor: string; equipment: string; stepFree: boolean };
  /** By time, cancelled ones too. */
  sessions: SessionRow[];
  /** Changes of its rules since it was published, the newest first. */
  changes: ClassRuleChange[];
  /** The listed courses of the track, lowest tier first; empty when the course has none. */
  track: Rung[];
  /** When staff said that it is held although too few enrolled, and why. */
  goAheadAt: Date | null;
  goAheadReason: string;
  /** What its draw committed to; null without one. */
  commitment: string | null;
}

/** More sessions than a course may have. */
const MOST_SESSIONS = 60;
const MOST_CHANGES = 50;

type Raw = Record<string, unknown>;

const SESSION_COLUMNS = [
  'id',
  'class_id',
  'room_id',
  'position',
  'title',
  'starts_at',
  'ends_at',
  'teacher_name',
  'room_name',
  'state',
  'first_starts_at',
  'reason',
  'revision',
];

/** Further columns of a class's row; what repeats comes as JSON, so one statement is enough. */
export const BACKGROUND = sql`c.go_ahead_at, c.go_ahead_reason, course.title AS course_title,
  course.is_universal, course.summary,
  course.description, course.audience, course.outcome, course.bring, course.market_price_fen,
  course.market_price_note, school.phone, school.address, school.step_free, school.step_free_note,
  room.floor, room.equipment, room.step_free AS room_step_free,
  ${jsonRows(
    SESSION_COLUMNS,
    sql`SELECT s.*, place.name AS room_name FROM class_session s
      JOIN room place ON place.id = s.room_id WHERE s.class_id = c.id
      ORDER BY s.starts_at, s.position LIMIT ${MOST_SESSIONS}`,
  )} AS sessions,
  ${jsonRows(
    ['at', 'steps', 'explanation'],
    sql`SELECT at, steps, explanation FROM rule_change r WHERE r.class_id = c.id
      ORDER BY r.at DESC, r.id DESC LIMIT ${MOST_CHANGES}`,
  )} AS changes,
  ${jsonRows(
    ['id', 'title', 'tier'],
    sql`SELECT id, title, tier FROM course rung
      WHERE rung.track_id = c.track_id AND rung.is_listed = ${true} ORDER BY title`,
  )} AS track,
  (SELECT d.commitment FROM draw d WHERE d.id = c.draw_id) AS commitment`;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const sessionOf = (row: Raw): SessionRow => ({
  id: text(row['id']),
  classId: text(row['class_id']),
  roomId: text(row['room_id']),
  position: Number(row['position']),
  title: text(row['title']),
  startsAt: instant(row['starts_at']),
  endsAt: instant(row['ends_at']),
  teacherName: text(row['teacher_name']),
  roomName: text(row['room_name']),
  state: row['state'] === 'cancelled' ? 'cancelled' : 'scheduled',
  firstStartsAt: maybeInstant(row['first_starts_at']),
  reason: text(row['reason']),
  revision: Number(row['revision']),
});

const changeOf = (row: Raw): ClassRuleChange => ({
  at: instant(row['at']),
  steps: JSON.parse(text(row['steps'])) as RuleStep[],
  explanation: text(row['explanation']),
});

export const backgroundOf = (row: Raw): ClassBackground => ({
  goAheadAt: maybeInstant(row['go_ahead_at']),
  goAheadReason: text(row['go_ahead_reason']),
  course: {
    id: text(row['course_id']),
    title: text(row['course_title']),
    isUniversal: bool(row['is_universal']),
    summary: text(row['summary']),
    description: text(row['description']),
    audience: text(row['audience']),
    outcome: text(row['outcome']),
    bring: text(row['bring']),
    marketPriceFen: row['market_price_fen'] === null ? null : Number(row['market_price_fen']),
    marketPriceNote: text(row['market_price_note']),
  },
  school: {
    phone: text(row['phone']),
    address: text(row['address']),
    stepFree: bool(row['step_free']),
    stepFreeNote: text(row['step_free_note']),
  },
  room: {
    floor: text(row['floor']),
    equipment: text(row['equipment']),
    stepFree: bool(row['room_step_free']),
  },
  sessions: jsonRowsOf<Raw>(row['sessions']).map(sessionOf),
  changes: jsonRowsOf<Raw>(row['changes']).map(changeOf),
  track: lowestFirst(jsonRowsOf<Rung>(row['track'])),
  commitment: text(row['commitment']) || null,
});
