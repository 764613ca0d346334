/** Whom a class is for, read from what its course says about that. Pure. */
import type { Audience } from '../policy/brief-words';

const WORDS: Partial<Record<Audience, RegExp>> = {
  elder: /老年|老人|长辈|长者|退休|60 ?岁/,
  farmer: /务农|农户|农民|种植|养殖|种田/,
  merchant: /商户|店主|个体|开店|摊主/,
  family: /亲子|孩子|家长|宝妈/,
  worker: /务工|工友|上班|职工/,
};

/** Empty for a course that names nobody in particular: everybody comes to it. */
export const audiencesOf = (words: string): Audience[] =>
  (Object.keys(WORDS) as Audience[]).filter((one) => WORDS[one]!.test(words));
