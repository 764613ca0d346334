/** The words of the pages about reach. Pure. */
import { addDays, isDate } from '../shared/kernel/shanghai';

/** First and last day of a period, `YYYY-MM-DD`. */
export interface Days {
  from: string;
  to: string;
}

const USUAL_DAYS = 30;
/** More than a term at once says little and costs much. */
const MOST_DAYS = 366;

/** The days of the address, or the last thirty when they make no sense. */
export function daysOf(query: Record<string, unknown>, today: string): Days {
  const [from, to] = [query['from'], query['to']];
  const usual = { from: addDays(today, 1 - USUAL_DAYS), to: today };
  if (typeof from !== 'string' || typeof to !== 'string') return usual;
  if (!isDate(from) || !isDate(to) || to < from) return usual;
  return { from: from < addDays(to, -MOST_DAYS) ? addDays(to, -MOST_DAYS) : from, to };
}

/** 3 天 4 小时, 40 分钟, or nothing. */
export function spanText(from: Date, to: Date | null): string {
  if (to === null) return '';
  const minutes = Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  return hours > 0 ? `${hours} 小时` : `${minutes} 分钟`;
}

export const percentText = (part: number, of: number): string =>
  of === 0 ? '' : `${Math.round((part * 100) / of)} %`;

/** What each figure means. */
export const definitions = [
  '场次：这段时间里记了“已宣讲”的节数，同一节讲几条只算一场；分级别、主题和夜校各自计算。',
  '人次：讲完时已经签到（已到或迟到）的人，每节算一次。讲完以后才签到的不算。',
  '人数：同样的人，不论听了几节只算一个，所以各行相加可以大于合计。',
  '覆盖率：讲过政策传真的节数 ÷ 上完的节数，取消的节不算；免讲的算上完，不算讲过。',
  '传达用时：从发布到第一次宣讲，和到它全部宣讲场次的八成。',
] as const;
