import { dateOf, shortDayText } from '../../shared/kernel/shanghai';
import type { Pager } from '../../shared/web/paging';
import type { ResponseKind } from '../brief-response.entity';
import { audienceNames, audiences, BriefLevel, briefLevelNames, briefLevels } from '../brief-words';
import { paragraphsOf } from '../plain-text.rules';
import { policyPaths } from '../policy.paths';
import type { PublicBrief, PublicFilter } from '../public-briefs.queries';
import { durationText } from '../spoken-time.rules';
import { topicsText, validText } from './brief.view';

/** Wide enough to press where a name of one character is not. */
const levelChoices: Record<BriefLevel, string> = {
  central: '中央',
  province: '省级',
  city: '市级',
  county: '县级',
};

/** A filter as an address. */
export const addressOf = ({ q, level, audience }: PublicFilter, page = 1): string =>
  policyPaths.index({ q, level: level ?? '', audience: audience ?? '' }, page);

/** `policy/index` */
export function policyIndex(
  briefs: readonly PublicBrief[],
  filter: PublicFilter,
  pager: Pager,
  now: Date,
) {
  const today = dateOf(now);
  const option = (value: string, label: string, current: string | null) => ({
    value,
    label,
    on: value === (current ?? ''),
  });
  return {
    q: filter.q,
    pager,
    filtered: addressOf(filter) !== policyPaths.index(),
    allHref: policyPaths.index(),
    feedHref: policyPaths.feed,
    levels: [
      option('', '全部', filter.level),
      ...briefLevels.map((one) => option(one, levelChoices[one], filter.level)),
    ],
    audiences: audiences
      .filter((one) => one !== 'all')
      .map((one) => option(one, audienceNames[one], filter.audience)),
    total: pager.total,
    briefs: briefs.map((brief) => ({
      href: policyPaths.show(brief.id),
      title: brief.title,
      level: briefLevelNames[brief.level],
      issuer: brief.issuer,
      first: brief.keyPoints[0],
      audience: brief.audience === 'all' ? '' : audienceNames[brief.audience],
      site: brief.siteName ?? '',
      length: durationText(brief.spokenSeconds),
      published: shortDayText(dateOf(brief.publishedAt), today),
    })),
  };
}

/** Who reads a brief: nobody known, or an account with what it said. */
export type Reader = { said: ResponseKind | null } | null;

/** `policy/show`; of a withdrawn brief nothing that was wrong is shown again. */
export function policyShow(brief: PublicBrief, reader: Reader, now: Date) {
  const today = dateOf(now);
  const withdrawn = brief.state === 'withdrawn';
  const expired = brief.state === 'expired' || (!withdrawn && brief.validUntil < today);
  return {
    backHref: policyPaths.index(),
    title: brief.title,
    level: briefLevelNames[brief.level],
    issuer: brief.issuer,
    withdrawn: withdrawn && {
      on: shortDayText(dateOf(brief.endedAt!), today),
      reason: brief.reason,
      replacement: brief.replacedByTitle,
      replacementHref: brief.replacedById && policyPaths.show(brief.replacedById),
    },
    expired: expired ? shortDayText(brief.validUntil, today) : '',
    published: shortDayText(dateOf(brief.publishedAt), today),
    body: withdrawn ? null : bodyOf(brief, today),
    office: brief.office,
    phone: brief.phone,
    telephone: brief.phone.replace(/[转、/].*$/u, '').replace(/[^\d]/g, ''),
    answering: withdrawn || expired ? null : answering(brief, reader),
  };
}

const bodyOf = (brief: PublicBrief, today: string) => ({
  keyPoints: brief.keyPoints,
  paragraphs: paragraphsOf(brief.spokenText),
  length: durationText(brief.spokenSeconds),
  documentNumber: brief.documentNumber,
  sourceUrl: brief.sourceUrl,
  valid: validText(brief, today),
  where: brief.siteName ? `${brief.siteName}的夜校` : '全县的夜校',
  topics: topicsText(brief),
  audience: audienceNames[brief.audience],
});

const said: Record<ResponseKind, string> = { understood: '听懂了', more: '想再了解' };

function answering(brief: PublicBrief, reader: Reader) {
  if (!reader)
    return { signInHref: `/sign-in?next=${encodeURIComponent(policyPaths.show(brief.id))}` };
  return {
    action: policyPaths.responses(brief.id),
    said: reader.said ? said[reader.said] : '',
    more: reader.said === 'more',
    choices: (['understood', 'more'] as const).map((value) => ({
      value,
      label: said[value],
      chosen: reader.said === value,
    })),
  };
}
