const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a browser stays signed in when nobody uses it, and at the longest (quality D6). */
export const sessionLife = {
  staff: { idle: 30 * MINUTE, whole: 12 * 60 * MINUTE },
  learner: { idle: 14 * DAY, whole: 30 * DAY },
};
