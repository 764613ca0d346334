/** What happens to a place, in one line for the title of a class. */
export const newsLines = {
  enrolled: (title: string) => `报名成功：${title}`,
  waitlisted: (title: string) => `已排候补：${title}`,
  applied: (title: string) => `已参加摇号：${title}`,
  drawn: (title: string) => `摇中了：${title}`,
  notDrawn: (title: string) => `这次没有摇中：${title}`,
  promoted: (title: string) => `候补有名额了，已为您报上：${title}`,
  offered: (title: string) => `有一个名额等您确认：${title}`,
  lapsed: (title: string) => `确认时间已过：${title}`,
  withdrawn: (title: string) => `已退课：${title}`,
  released: (title: string) => `多次没来上课，名额已释放：${title}`,
  cancelled: (title: string) => `您的报名被取消：${title}`,
  classCancelled: (title: string) => `课程取消：${title}`,
  postponed: (title: string) => `课程延期：${title}`,
  resumed: (title: string) => `课程有了新的时间：${title}`,
  merged: (title: string) => `两个班合并，已为您转到：${title}`,
  rulesChanged: (title: string) => `报名规则有改动：${title}`,
  rescheduled: (title: string) => `上课安排有变：${title}`,
} as const;
export type EnrollmentNews = keyof typeof newsLines;

/** What somebody else or the clock brought about: whoever has no e-mail must learn of it otherwise. */
export const keptNews = [
  'drawn',
  'notDrawn',
  'promoted',
  'offered',
  'lapsed',
  'released',
  'cancelled',
  'classCancelled',
  'postponed',
  'resumed',
  'merged',
  'rulesChanged',
  'rescheduled',
] as const satisfies readonly EnrollmentNews[];
export type KeptNews = (typeof keptNews)[number];

/** What changes the evening of the person, so that somebody must phone. */
export const phonedNews = [
  'drawn',
  'promoted',
  'offered',
  'released',
  'cancelled',
  'classCancelled',
  'postponed',
  'resumed',
  'merged',
  'rulesChanged',
  'rescheduled',
] as const satisfies readonly KeptNews[];
