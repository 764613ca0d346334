/** A household, not a club: more seats under one phone would not be fair to others. */
export const MOST_PROFILES = 8;

/** Why one more person cannot share a phone with so many others; null when they can. */
export const whyNotAdd = (profiles: number): string | null =>
  profiles < MOST_PROFILES ? null : `一个手机号最多登记 ${MOST_PROFILES} 个人`;
