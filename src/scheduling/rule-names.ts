/** The rules of a class that people rely on once they can read them. */
export const ruleNames = {
  capacity: '名额',
  minimum: '开班人数',
  deskQuota: '现场名额',
  closesAt: '报名截止',
  startsAt: '第一节',
  teacherName: '老师',
} as const;
export type RuleName = keyof typeof ruleNames;
