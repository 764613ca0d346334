import type { StoredState } from '../scheduling/night-class.states';
import type { Period } from '../shared/kernel/period';

/** An evening with what a calendar tells of it. */
export interface FeedEvening extends Period {
  sessionId: string;
  classId: string;
  title: string;
  /** What is taught. */
  lesson: string;
  position: number;
  sessionCount: number;
  isCancelled: boolean;
  classState: StoredState;
  /** Why it was changed or called off. */
  reason: string;
  firstStartsAt: Date | null;
  /** How often it was changed, and when last or first announced. */
  revision: number;
  changedAt: Date;
  teacherName: string;
  classTeacher: string;
  roomName: string;
  siteName: string;
  address: string;
  /** A learner's own place in the class, and who of the account has it. */
  enrollmentId: string | null;
  profileName: string | null;
}
