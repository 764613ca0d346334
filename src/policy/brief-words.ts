/** Whose policy it is, from the top down. */
export const briefLevels = ['central', 'province', 'city', 'county'] as const;
export type BriefLevel = (typeof briefLevels)[number];

export const briefLevelNames: Record<BriefLevel, string> = {
  central: '中央',
  province: '省',
  city: '市',
  county: '县',
};

/** Whom a brief is for above all. */
export const audiences = ['all', 'elder', 'farmer', 'merchant', 'family', 'worker'] as const;
export type Audience = (typeof audiences)[number];

export const audienceNames: Record<Audience, string> = {
  all: '全体',
  elder: '老年人',
  farmer: '务农的人',
  merchant: '商户',
  family: '带孩子的家庭',
  worker: '务工的人',
};

export const briefTopics = [
  'law',
  'fraud',
  'fire',
  'insurance',
  'welfare',
  'elder_care',
  'consumption',
  'farming',
  'customs',
  'safety',
] as const;
export type BriefTopic = (typeof briefTopics)[number];

export const briefTopicNames: Record<BriefTopic, string> = {
  law: '法治',
  fraud: '反诈',
  fire: '消防',
  insurance: '医保社保',
  welfare: '惠民补贴',
  elder_care: '养老服务',
  consumption: '消费',
  farming: '农事',
  customs: '移风易俗',
  safety: '生活安全',
};
