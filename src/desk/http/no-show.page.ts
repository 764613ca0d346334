import type { MarkRow } from '../../standing/standing.queries';
import { whyNoUndoing } from '../../standing/standing.rules';
import { deskPaths } from '../desk.paths';
import type { RosterRow } from '../roster.queries';

/** What the roster of an evening that has ended knows about 未到. */
export interface NoShowFacts {
  schoolId: string;
  /** The reader may note one here, and the evening is one that counts. */
  mayMark: boolean;
  marks: ReadonlyMap<string, MarkRow>;
}

/** 未到 of one person on the roster: noted already, or to be noted, or neither. */
export function noShowView(row: RosterRow, facts: NoShowFacts, now: Date) {
  const { schoolId, mayMark, marks } = facts;
  const mark = marks.get(row.id);
  const mayUndo = mark !== undefined && whyNoUndoing(mark, now) === null;
  return {
    noShowKey: `absent-${row.id.slice(-8)}`,
    absent: mark !== undefined,
    lifted: mark?.lifted ?? false,
    noShowAction:
      mayMark && !mark && row.state === 'enrolled' ? deskPaths.noShow(schoolId, row.id) : '',
    undoAction: mayMark && mayUndo ? deskPaths.noShowRemoval(schoolId, row.id) : '',
  };
}
