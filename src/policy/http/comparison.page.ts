import { momentText } from '../../shared/kernel/shanghai';
import type { BriefContent } from '../brief-content';
import { compareTexts } from '../brief-diff.rules';
import type { RevisionRow } from '../brief-reviews.queries';
import { audienceNames, briefLevelNames } from '../brief-words';
import type { BriefRow } from '../briefs.queries';
import { briefPaths } from '../policy.paths';
import { topicsText } from './brief.view';

/** What a brief says beside its spoken text, in words. */
const parts: [label: string, of: (content: BriefContent) => string][] = [
  ['标题', ({ title }) => title],
  ['层级', ({ level }) => briefLevelNames[level]],
  ['发布单位', ({ issuer }) => issuer],
  ['文号', ({ documentNumber }) => documentNumber],
  ['原文网址', ({ sourceUrl }) => sourceUrl],
  ['要点一', ({ keyPoints }) => keyPoints[0] ?? ''],
  ['要点二', ({ keyPoints }) => keyPoints[1] ?? ''],
  ['要点三', ({ keyPoints }) => keyPoints[2] ?? ''],
  ['开始日期', ({ effectiveFrom }) => effectiveFrom],
  ['最后一天', ({ validUntil }) => validUntil],
  ['主题', topicsText],
  ['讲给谁', ({ audience }) => audienceNames[audience]],
  ['咨询单位', ({ office }) => office],
  ['咨询电话', ({ phone }) => phone],
];

/** `policy/comparison`: the brief as it is beside the revision asked for, else the one before. */
export function comparisonPage(
  brief: BriefRow,
  revisions: readonly RevisionRow[],
  number: number,
  now: Date,
) {
  const earlier = revisions.filter((one) => brief.state === 'draft' || one.number < brief.revision);
  const chosen = earlier.find((one) => one.number === number) ?? earlier[0];
  return {
    title: brief.title,
    backHref: briefPaths.show(brief.id),
    name: chosen ? nameOf(chosen) : '',
    at: chosen ? `${chosen.name}，${momentText(chosen.at, now)}` : '',
    others: earlier.map((one) => ({
      href: briefPaths.comparison(brief.id, one.number),
      label: nameOf(one),
      current: one === chosen,
    })),
    lines: chosen ? compareTexts(chosen.content.spokenText, brief.spokenText) : [],
    changes: chosen ? changesOf(chosen.content, brief) : [],
  };
}

const nameOf = ({ number }: RevisionRow): string => `第 ${number} 次送审`;

const changesOf = (older: BriefContent, newer: BriefContent) =>
  parts
    .map(([label, of]) => ({ label, went: of(older), came: of(newer) }))
    .filter(({ went, came }) => went !== came);
