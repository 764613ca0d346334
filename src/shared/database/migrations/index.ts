import { RecordsAndOutbox1764000000000 } from './1764000000000-records-and-outbox';
import { SitesAndRooms1764000000001 } from './1764000000001-sites-and-rooms';
import { AccountsAndRoles1764000000002 } from './1764000000002-accounts-and-roles';
import { Curriculum1764000000003 } from './1764000000003-curriculum';
import { NightClasses1764000000004 } from './1764000000004-night-classes';
import { Enrollments1764000000005 } from './1764000000005-enrollments';
import { DrawsAndDecisions1764000000010 } from './1764000000010-draws-and-decisions';
import { ParkedFormOwner1764000000011 } from './1764000000011-parked-form-owner';
import { OutboxSecrets1764000000020 } from './1764000000020-outbox-secrets';
import { CalendarLinks1764000000030 } from './1764000000030-calendar-links';
import { Standing1764000000040 } from './1764000000040-standing';
import { EnrollmentLists1764000000050 } from './1764000000050-enrollment-lists';
import { RuleChanges1764000000060 } from './1764000000060-rule-changes';
import { PlaceNews1764000000090 } from './1764000000090-place-news';
import { MergerNews1764000000100 } from './1764000000100-merger-news';
import { SessionChanges1764000000110 } from './1764000000110-session-changes';
import { MarkedDays1764000000120 } from './1764000000120-marked-days';
import { Attendance1764000000130 } from './1764000000130-attendance';
import { WrongCodes1764000000131 } from './1764000000131-wrong-codes';
import { RescheduledNews1764000000140 } from './1764000000140-rescheduled-news';
import { FeedLinks1764000000150 } from './1764000000150-feed-links';
import { LastTicks1764000000160 } from './1764000000160-last-ticks';
import { ReleasedSeats1764000000161 } from './1764000000161-released-seats';
import { TermOverrides1764000000170 } from './1764000000170-term-overrides';
import { GoAhead1764000000171 } from './1764000000171-go-ahead';
import { ClassPlans1764000000180 } from './1764000000180-class-plans';
import { PolicyBriefs1764000000190 } from './1764000000190-policy-briefs';
import { PrefaceQueues1764000000200 } from './1764000000200-preface-queues';

/** In order of time; forward only. */
export const migrations = [
  RecordsAndOutbox1764000000000,
  SitesAndRooms1764000000001,
  AccountsAndRoles1764000000002,
  Curriculum1764000000003,
  NightClasses1764000000004,
  Enrollments1764000000005,
  DrawsAndDecisions1764000000010,
  ParkedFormOwner1764000000011,
  OutboxSecrets1764000000020,
  CalendarLinks1764000000030,
  Standing1764000000040,
  EnrollmentLists1764000000050,
  RuleChanges1764000000060,
  PlaceNews1764000000090,
  MergerNews1764000000100,
  SessionChanges1764000000110,
  MarkedDays1764000000120,
  Attendance1764000000130,
  WrongCodes1764000000131,
  RescheduledNews1764000000140,
  FeedLinks1764000000150,
  LastTicks1764000000160,
  ReleasedSeats1764000000161,
  TermOverrides1764000000170,
  GoAhead1764000000171,
  ClassPlans1764000000180,
  PolicyBriefs1764000000190,
  PrefaceQueues1764000000200,
];
