import { HALL } from './load-places';

export interface LoadSize {
  classes: number;
  learners: number;
  enrollments: number;
}

/** How the enrollments of one class divide; the counters of its row are these numbers. */
export interface Share {
  capacity: number;
  /** Seats taken, `completed` and `desk` among them. */
  seated: number;
  completed: number;
  desk: number;
  queued: number;
  withdrawn: number;
}

const MOST_CURRENT = 60;
/** Of a hundred presses of a past class: completed, stayed without completing, withdrew. */
const COMPLETED = 80;
const WITHDREW = 8;

/** How many classes of the world are going on now; the others lie in the past. */
export const currentCount = (size: LoadSize): number =>
  Math.min(MOST_CURRENT, Math.ceil(size.classes * 0.3));

export const pressesOf = (share: Share): number => share.seated + share.queued + share.withdrawn;

/** One of four fillings: some seats, all of them and a queue, a few, or none because not yet open. */
export function currentShare(i: number, capacity: number, most: number): Share {
  const filled = i % 8 === 7 ? 0 : [0.9, 0.6, 1, 0.2][i % 4]!;
  const seated = Math.min(Math.floor(capacity * filled), most);
  const queued = seated === capacity ? Math.min(5, most - seated) : 0;
  const withdrawn = Math.min(seated > 0 ? 1 : 0, most - seated - queued);
  return { capacity, seated, completed: 0, desk: Math.floor(seated / 5), queued, withdrawn };
}

export function pastShare(presses: number, capacity: number): Share {
  const withdrawn = Math.floor((presses * WITHDREW) / 100);
  const seated = presses - withdrawn;
  return {
    capacity: Math.max(capacity, seated),
    seated,
    completed: Math.floor((presses * COMPLETED) / 100),
    desk: Math.floor(seated / 5),
    queued: 0,
    withdrawn,
  };
}

/** What is left for the past, evenly: the presses of its `i`th class. */
export function evenly(total: number, parts: number, i: number): number {
  return Math.floor(total / parts) + (i < total % parts ? 1 : 0);
}

/** Why a world of this size cannot be, or null. */
export function sizeProblem(size: LoadSize): string | null {
  if (Object.values(size).some((n: number) => !Number.isSafeInteger(n) || n < 1))
    return 'classes, learners and enrollments must be whole numbers from 1';
  const past = size.classes - currentCount(size);
  const most = Math.min(HALL, size.learners);
  if (size.enrollments > past * most)
    return `${size.classes} classes with ${size.learners} learners hold at most ${past * most} enrollments`;
  return null;
}
