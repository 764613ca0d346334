import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { newsSince } from '../../enrollment/place-news.queries';
import { standingPaths } from '../../standing/standing.paths';
import { inForce, whyNoAppeal } from '../../standing/standing.rules';

type Marked = Pick<EnrollmentRow, 'title' | 'marks'>;

/** What 我的夜校 says of 信用提醒: answers first, as news for those whom no mail reaches; null for nothing. */
export function marksNote(rows: readonly Marked[], now: Date) {
  const marks = rows.flatMap(({ title, marks: all }) => all.map((mark) => ({ ...mark, title })));
  const answered = marks.filter(({ answeredAt }) => answeredAt && answeredAt > newsSince(now));
  const others = marks.filter((mark) => inForce(mark, now) && !answered.includes(mark));
  if (answered.length + others.length === 0) return null;
  const waits = (mark: (typeof marks)[number]) => mark.appealedAt && !mark.answeredAt;
  const titles = others.map((mark) => `${mark.title}${waits(mark) ? '（申诉等答复）' : ''}`);
  const lines = [
    answered.length > 0 ? `申诉有了答复：${answered.map(({ title }) => title).join('、')}。` : '',
    titles.length > 0 ? `有信用提醒：${titles.join('、')}。` : '',
  ];
  const open = others.some((mark) => whyNoAppeal(mark, now) === null);
  return {
    text: lines.join(''),
    href: standingPaths.index(),
    link: open ? '看看，或申诉' : '看看',
  };
}
