/** The four progressive kinds of course, lowest first. */
export const tiers = ['interest', 'experience', 'advanced', 'master'] as const;
export type Tier = (typeof tiers)[number];

export const tierNames: Record<Tier, string> = {
  interest: '兴趣课',
  experience: '体验课',
  advanced: '进阶课',
  master: '精学课',
};

/** Typical number of sessions of each tier. */
export const tierLengths: Record<Tier, string> = {
  interest: '1 节',
  experience: '2–4 节',
  advanced: '6–8 节',
  master: '10–12 节，最后一节交作品或展演',
};

export const tierRank = (tier: Tier): number => tiers.indexOf(tier);
/** The tier that must be completed before, on the same track; none below the first. */
export const tierBelow = (tier: Tier): Tier | null => tiers[tierRank(tier) - 1] ?? null;
