import { Course, CourseLesson, Track } from './curriculum/course.entity';
import { Attendance } from './attendance/attendance.entity';
import { LastTick } from './attendance/last-tick.entity';
import { WrongCode } from './attendance/wrong-code.entity';
import { FeedLink } from './feeds/feed-link.entity';
import { EnrollmentList } from './desk/enrollment-list.entity';
import { Decision } from './enrollment/decision.entity';
import { Enrollment } from './enrollment/enrollment.entity';
import { PlaceNews } from './enrollment/place-news.entity';
import { Account } from './identity/account.entity';
import { Consent } from './identity/consent.entity';
import { Profile } from './identity/profile.entity';
import { RoleGrant } from './identity/role-grant.entity';
import { PasswordReset, Session } from './identity/session.entity';
import { CalendarDay } from './calendar/calendar-day.entity';
import {
  ClassPlan,
  ClassPlanSchool,
  PlannedClass,
  PlannedTeacher,
} from './planning/class-plan.entity';
import { BriefDelivery } from './preface/brief-delivery.entity';
import { BriefPin } from './preface/brief-pin.entity';
import { PrefaceClass } from './preface/preface-class.entity';
import { PrefaceExemption } from './preface/preface-exemption.entity';
import { PrefaceItem } from './preface/preface-item.entity';
import { BriefResponse } from './policy/brief-response.entity';
import {
  BriefComment,
  BriefReview,
  BriefRevision,
  BriefWriter,
} from './policy/brief-review.entity';
import { PolicyBrief } from './policy/policy-brief.entity';
import { ClassSession } from './scheduling/class-session.entity';
import { Draw } from './scheduling/draw.entity';
import { NightClass } from './scheduling/night-class.entity';
import { RuleChange } from './scheduling/rule-change.entity';
import { TermOverride } from './terms/term-override.entity';
import { Term } from './terms/term.entity';
import { AuditEntry } from './shared/audit/audit-entry.entity';
import { OutboxMessage } from './shared/outbox/outbox-message.entity';
import {
  ActionKey,
  Heartbeat,
  ParkedForm,
  Setting,
  ThrottleCount,
} from './shared/web/request-records.entity';
import { Room } from './sites/room.entity';
import { School } from './sites/school.entity';
import { Site } from './sites/site.entity';
import { StandingMark } from './standing/standing-mark.entity';

/** Every table of the product. */
export const entities = [
  AuditEntry,
  OutboxMessage,
  ActionKey,
  ThrottleCount,
  ParkedForm,
  Heartbeat,
  Setting,
  Site,
  School,
  Room,
  Account,
  Profile,
  Consent,
  RoleGrant,
  Session,
  PasswordReset,
  Track,
  Course,
  CourseLesson,
  Term,
  TermOverride,
  Draw,
  NightClass,
  RuleChange,
  ClassSession,
  CalendarDay,
  Enrollment,
  Decision,
  EnrollmentList,
  FeedLink,
  StandingMark,
  PlaceNews,
  Attendance,
  LastTick,
  WrongCode,
  ClassPlan,
  ClassPlanSchool,
  PlannedClass,
  PlannedTeacher,
  PolicyBrief,
  BriefWriter,
  BriefRevision,
  BriefReview,
  BriefComment,
  BriefResponse,
  PrefaceClass,
  PrefaceItem,
  BriefPin,
  BriefDelivery,
  PrefaceExemption,
];
