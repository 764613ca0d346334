import { dateOf, momentText, shortDayText } from '../../shared/kernel/shanghai';
import type { Actor } from '../../shared/web/actor';
import { mayAt } from '../../shared/web/actor';
import type { StateTag } from '../../shared/web/cards';
import type { PageOptions } from '../../shared/web/page';
import { centerDesk, schoolDesk } from '../../sites/desk-frame';
import type { BriefContent } from '../brief-content';
import { audienceNames, briefLevelNames, briefTopicNames } from '../brief-words';
import type { BriefRow } from '../briefs.queries';
import { centerBriefPaths, deskBriefPaths } from '../policy.paths';
import { PolicyBriefState, policyBriefStateNames } from '../policy-brief.states';
import { durationText, timeHint } from '../spoken-time.rules';

const tagKinds: Record<PolicyBriefState, StateTag['kind']> = {
  draft: 'plain',
  first_review: 'few',
  second_review: 'few',
  final_review: 'few',
  published: 'ok',
  expired: 'full',
  withdrawn: 'bad',
};

/** A draft that came back says so: it waits for its author. */
export const stateTag = ({ state, revision }: Pick<BriefRow, 'state' | 'revision'>): StateTag =>
  state === 'draft' && revision > 0
    ? { kind: 'bad', text: '退回修改' }
    : { kind: tagKinds[state], text: policyBriefStateNames[state] };

/** 12月1日至2027年2月28日 */
export const validText = (
  { effectiveFrom, validUntil }: Pick<BriefContent, 'effectiveFrom' | 'validUntil'>,
  today: string,
): string => `${shortDayText(effectiveFrom, today)}至${shortDayText(validUntil, effectiveFrom)}`;

export const topicsText = ({ topics }: Pick<BriefContent, 'topics'>): string =>
  topics.map((topic) => briefTopicNames[topic]).join('、');

/** 520 字，约 2 分 36 秒 */
export const lengthText = ({ spokenUnits, spokenSeconds }: BriefRow): string =>
  `${spokenUnits} 字，约 ${durationText(spokenSeconds)}`;

/** What stands around a brief on the workbench, for a reader of the centre or of its school. */
export function briefFrame(
  actor: Actor,
  brief: BriefRow,
  title: string,
  more: Partial<PageOptions> = {},
): PageOptions {
  const { schoolId, siteName } = brief;
  const desk =
    schoolId === null || mayAt(actor, 'center.view', brief.sitePath)
      ? centerDesk('briefs')
      : schoolDesk({ id: schoolId, name: siteName }, 'briefs');
  return { title, layout: 'desk', desk, styles: ['css/briefs.css'], ...more };
}

export const listHref = (actor: Actor, { schoolId, sitePath }: BriefRow): string =>
  schoolId === null || mayAt(actor, 'center.view', sitePath)
    ? centerBriefPaths.index
    : deskBriefPaths(schoolId).index;

/** The facts of a brief for those who write and review. */
export function factsOf(brief: BriefRow, now: Date) {
  const today = dateOf(now);
  return {
    title: brief.title,
    tag: stateTag(brief),
    site: brief.siteName,
    author: brief.authorName,
    changed: momentText(brief.changedAt, now),
    level: briefLevelNames[brief.level],
    issuer: brief.issuer,
    documentNumber: brief.documentNumber,
    sourceUrl: brief.sourceUrl,
    keyPoints: brief.keyPoints,
    length: lengthText(brief),
    hint: timeHint(brief.spokenUnits) ?? '',
    valid: validText(brief, today),
    topics: topicsText(brief),
    audience: audienceNames[brief.audience],
    office: brief.office,
    phone: brief.phone,
  };
}
