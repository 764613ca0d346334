import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MarkRule } from '../calendar/marks.rules';
import type { Audience, BriefLevel, BriefTopic } from '../policy/brief-words';
import type { PolicyBriefState } from '../policy/policy-brief.states';

/** The committed demo content under data/seeds; its README explains the meaning of each file. */
export type SiteLevelSeed = 'center' | 'office' | 'station' | 'point';
export type AgeBandSeed = 'a18_35' | 'a36_59' | 'a60_plus';

export interface CountySeed {
  code: string;
  name: string;
  schoolName: string;
  phone: string;
  phoneLabel: string;
  host: string;
  organizer: string;
  operator: string;
  notice: string;
}

export interface SiteSeed {
  code: string;
  level: SiteLevelSeed;
  name: string;
  parent: string | null;
  isHub: boolean;
  /** Code of the 中心站 that covers this station. */
  hub: string | null;
}

export interface SchoolSeed {
  code: string;
  site: string;
  name: string;
  principal: string;
  phone: string;
  address: string;
  stepFree: boolean;
  stepFreeNote: string;
  intro: string;
  art: 'hall' | 'block' | 'tower' | 'steps' | 'eave';
}

export interface RoomSeed {
  code: string;
  school: string;
  name: string;
  capacity: number;
  equipment: string;
  stepFree: boolean;
  floor: string;
}

export interface SitesSeed {
  county: CountySeed;
  sites: SiteSeed[];
  schools: SchoolSeed[];
  rooms: RoomSeed[];
}

export type CategorySeed =
  'theory' | 'civility' | 'law' | 'heritage' | 'defence' | 'fire' | 'arts' | 'living' | 'fitness';

export interface CourseSeed {
  code: string;
  title: string;
  category: CategorySeed;
  tier: 'interest' | 'experience' | 'advanced' | 'master';
  /** Equals the number of lessons. */
  sessions: number;
  track: string | null;
  isUniversal: boolean;
  summary: string;
  description: string;
  audience: string;
  bring: string[];
  /** What the room must have. */
  equipment?: string;
  capacity: number;
  minimum: number;
  slot: string;
  slotEnd: string;
  /** Age bands the course admits; null admits all. */
  ageBands: AgeBandSeed[] | null;
  ageNote: string | null;
  marketPriceFen: number | null;
  marketPriceNote: string | null;
  outcome: string;
  lessons: { title: string; summary: string }[];
}

export interface CoursesSeed {
  tracks: { code: string; name: string }[];
  courses: CourseSeed[];
}

export interface CalendarDaySeed {
  date: string;
  kind: 'holiday' | 'workday';
  name: string;
  /** False while no notice of the State Council exists for the year. */
  confirmed: boolean;
}

interface NoticeSeed {
  title: string;
  number: string;
}

export interface CalendarSeed {
  source: { confirmed: [NoticeSeed]; statute: [{ title: string }] };
  days: CalendarDaySeed[];
  rules: MarkRule[];
}

export interface TeacherSeed {
  name: string;
  bio: string;
  courses: string[];
}

export interface LearnerSeed {
  name: string;
  ageBand: AgeBandSeed;
  phone: string;
  site: string;
}

export interface StaffSeed {
  /** A colleague signs in with telephone number and password; the others with one tap, too. */
  account: 'learner' | 'partner' | 'clerk' | 'principal' | 'center' | 'colleague' | 'auditor';
  phone: string;
  name: string;
  /** Role held at `site`; null for a plain learner, who lives there. */
  role: 'partner' | 'clerk' | 'principal' | 'center' | 'auditor' | null;
  site: string;
  ageBand: AgeBandSeed;
  note: string;
}

export interface PeopleSeed {
  teachers: TeacherSeed[];
  learners: LearnerSeed[];
  staff: StaffSeed[];
}

export type ClassStateSeed =
  | 'draft'
  | 'published'
  | 'open'
  | 'full'
  | 'closed'
  | 'running'
  | 'finished'
  | 'cancelled'
  | 'postponed';

export interface ClassSeed {
  course: string;
  school: string;
  room: string;
  teacher: string;
  /** 'today' where a session falls on the day of loading; null where the start decides. */
  weekday: 'today' | null;
  /** Days from the day of loading to the first session, before holidays are skipped. */
  startOffsetDays: number;
  slot: string;
  slotEnd: string;
  sessions: number;
  capacity: number;
  minimum: number;
  /** Seats, not per cent. */
  deskQuota: number;
  opensAtOffsetHours: number;
  closesAtOffsetHours: number;
  /** Includes deskEnrolled. */
  enrolled: number;
  deskEnrolled: number;
  waitlisted: number;
  /** How many completed; null unless finished. */
  completed: number | null;
  /** 'full' is stored as open: it is derived from the seats. */
  state: ClassStateSeed;
  reason: string | null;
  demoLearner: 'enrolled' | 'completed' | 'waitlisted' | null;
  /** A draw, with whom it puts first; everybody counted above has entered it. */
  priorities?: string;
}

export interface ClassesSeed {
  classes: ClassSeed[];
}

export interface TalesSeed {
  cases: { title: string; body: string; source: string }[];
}

export interface BriefSeed {
  code: string;
  title: string;
  level: BriefLevel;
  issuer: string;
  sourceUrl: string;
  audience: Audience;
  topics: BriefTopic[];
  office: string;
  phone: string;
  /** Three. */
  keyPoints: string[];
  /** What is spoken, 400–600 characters in all. */
  paragraphs: string[];
  state: PolicyBriefState;
  /** The clerk of a school, whose principal reviews it first, or the centre. */
  writtenBy: 'clerk' | 'center';
  /** Before the day of loading; null for what is not published. */
  publishedDaysAgo: number | null;
  /** Days from the day of loading to the last day. */
  validForDays: number;
  /** Of a withdrawn one: why, and the code of the one that took its place. */
  reason?: string;
  replacedBy?: string;
}

export interface BriefsSeed {
  briefs: BriefSeed[];
}

export interface SeedFiles {
  sites: SitesSeed;
  courses: CoursesSeed;
  calendar: CalendarSeed;
  people: PeopleSeed;
  classes: ClassesSeed;
  tales: TalesSeed;
  briefs: BriefsSeed;
}

/** Walks up from here, because the compiled file lies one folder deeper or not at all. */
function seedFolder(): string {
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const seeds = join(folder, 'data', 'seeds');
    if (existsSync(seeds)) return seeds;
  }
  return join(process.cwd(), 'data', 'seeds');
}

/** Reads one committed seed file; throws when it is missing or no JSON. */
export function readSeed<Name extends keyof SeedFiles>(name: Name): SeedFiles[Name] {
  const text = readFileSync(join(seedFolder(), `${name}.json`), 'utf8');
  return JSON.parse(text) as SeedFiles[Name];
}
