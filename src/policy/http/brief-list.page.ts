import { dateOf, momentText } from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';
import type { Pager } from '../../shared/web/paging';
import { briefLevelNames } from '../brief-words';
import type { BriefRow } from '../briefs.queries';
import { BriefListPaths, briefPaths } from '../policy.paths';
import { PolicyBriefState, policyBriefStateNames, policyBriefStates } from '../policy-brief.states';
import { durationText } from '../spoken-time.rules';
import { stateTag, validText } from './brief.view';

interface Listed {
  rows: readonly BriefRow[];
  counts: ReadonlyMap<PolicyBriefState, number>;
  /** Those that wait for the reader. */
  waiting: ReadonlySet<string>;
  state: PolicyBriefState | undefined;
  pager: Pager;
  paths: BriefListPaths;
  mayWrite: boolean;
  /** The list is of several sites. */
  wide: boolean;
}

/** 初审，等您审 */
const waitingTag = (row: BriefRow): StateTag => {
  const { kind, text } = stateTag(row);
  return { kind, text: `${text}，等您审` };
};

/** `policy/desk-index` */
export function briefList(list: Listed, now: Date) {
  const { rows, counts, waiting, state, pager, paths, mayWrite, wide } = list;
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const link = (code: PolicyBriefState | undefined, label: string, n: number) => ({
    href: paths.filtered(code ?? ''),
    label: `${label} ${n}`,
    current: state === code,
  });
  return {
    pager,
    wide,
    all,
    waiting: waiting.size,
    newHref: mayWrite ? paths.new : '',
    allHref: paths.index,
    filters: [
      link(undefined, '全部', all),
      ...policyBriefStates
        .filter((code) => counts.has(code))
        .map((code) => link(code, policyBriefStateNames[code], counts.get(code)!)),
    ],
    briefs: rows.map((row) => ({
      title: row.title,
      href: briefPaths.show(row.id),
      tag: waiting.has(row.id) ? waitingTag(row) : stateTag(row),
      level: briefLevelNames[row.level],
      site: row.siteName,
      author: row.authorName,
      length: durationText(row.spokenSeconds),
      valid: validText(row, dateOf(now)),
      changed: momentText(row.changedAt, now),
    })),
  };
}
