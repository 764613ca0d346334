import { nearMomentText } from '../shared/kernel/shanghai';
import { EnrollmentNews, KeptNews, newsLines } from './enrollment.news';
import { enrollmentPaths } from './enrollment.paths';
import type { UnreadNews } from './place-news.queries';

const BAD = new Set<EnrollmentNews>([
  'cancelled',
  'classCancelled',
  'postponed',
  'lapsed',
  'released',
]);

/** The view of `portal/_news`. */
export const newsCard = (news: UnreadNews, now: Date) => ({
  kind: news.kind,
  isBad: BAD.has(news.kind),
  line: newsLines[news.kind](news.title),
  relative: news.relative ?? '',
  detail: details[news.kind](news, now),
  href: enrollmentPaths.show(news.enrollmentId),
  action: enrollmentPaths.newsReceipt(news.enrollmentId),
  key: `${news.enrollmentId.slice(-12)}-${news.kind.toLowerCase()}`,
});

const reason = ({ words }: UnreadNews): string => (words ? `原因：${words}` : '');
const evening = ({ nextAt, place }: UnreadNews, now: Date): string =>
  nextAt ? `${nearMomentText(nextAt, now)}，${place}` : '';

const details: Record<KeptNews, (news: UnreadNews, now: Date) => string> = {
  drawn: evening,
  promoted: evening,
  resumed: evening,
  merged: (news, now) => [evening(news, now), news.words].filter(Boolean).join('。'),
  released: reason,
  cancelled: reason,
  classCancelled: reason,
  postponed: (news) => [reason(news), '名额或位次为您保留'].filter(Boolean).join('。'),
  offered: ({ offerExpiresAt }, now) =>
    offerExpiresAt ? `为您留到 ${nearMomentText(offerExpiresAt, now)}，请点开确认` : '',
  lapsed: () => '名额给了下一位',
  notDrawn: ({ nextAt, place }, now) =>
    nextAt ? `${nearMomentText(nextAt, now)} 开课的那个班，${place}` : '',
  rulesChanged: ({ words }) => words ?? '',
  rescheduled: ({ words }) => words ?? '',
};
