import { dateOf, momentText, shortDayText } from '../../shared/kernel/shanghai';
import type { LeadLine, ReachLine } from '../reach.queries';
import { Days, definitions, percentText, spanText } from '../reach.rules';
import type { Reach } from '../reach.service';

export interface ReachLinks {
  backHref: string;
  fileHref: string;
  title: string;
  /** The county compares its schools; a school sees itself. */
  county: boolean;
}

/** `preface/reach` */
export function reachPage(reach: Reach, days: Days, links: ReachLinks, now: Date) {
  const { total, coverage } = reach;
  const today = dateOf(now);
  return {
    ...links,
    ...days,
    span: `${shortDayText(days.from, today)}–${shortDayText(days.to, today)}`,
    total,
    told: `${coverage.told} / ${coverage.held}`,
    percent: percentText(coverage.told, coverage.held),
    exempt: coverage.exempt,
    tables: [
      tableOf('按级别', '级别', reach.levels),
      tableOf('按主题', '主题', reach.topics),
      ...(links.county ? [tableOf('按夜校', '夜校', reach.schools)] : []),
    ],
    briefs: reach.briefs.map((brief) => leadView(brief, now)),
    definitions,
  };
}

const tableOf = (title: string, head: string, lines: readonly ReachLine[]) => ({
  ...{ title, head, lines },
  hasLines: lines.length > 0,
});

const leadView = (brief: LeadLine, now: Date) => ({
  title: brief.title,
  level: brief.level,
  published: momentText(brief.publishedAt, now),
  first: spanText(brief.publishedAt, brief.firstAt) || '还没讲过',
  most: spanText(brief.publishedAt, brief.mostAt),
  sessions: brief.sessions,
  attendances: brief.attendances,
  persons: brief.persons,
  more: brief.more,
});
