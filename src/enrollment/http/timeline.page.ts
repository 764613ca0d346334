import { preciseText } from '../../shared/kernel/shanghai';
import type { DecisionKind } from '../decision.entity';
import type { DecisionRow } from '../decisions.queries';

const VERBS: Record<DecisionKind, string> = {
  entered: '参加了摇号',
  seated: '报上了名',
  queued: '排进候补',
  refused: '没有报上',
  promoted: '候补递补，报上了名',
  offered: '有了名额，等候确认',
  accepted: '确认入班',
  lapsed: '过时没有确认，名额给了下一位',
  withdrawn: '退出了这个班',
  released: '名额释放',
  cancelled: '名额被取消',
  drawn: '摇号中签',
  not_drawn: '没有中签',
};

/** Who decided, as far as everybody may know. */
function byWhom({ actorId, channel }: DecisionRow, accountId: string): string {
  if (actorId === null) return '系统按规则自动';
  if (actorId === accountId && channel !== 'desk') return '本人操作';
  return '工作人员操作';
}

function placeIn({ kind, position, actorId }: DecisionRow): string {
  if (position === null) return '';
  const drawn = kind === 'drawn' || kind === 'not_drawn' || (kind === 'queued' && !actorId);
  return drawn ? `名次第 ${position}` : `第 ${position} 位`;
}

function seatsThen({ taken, waiting }: DecisionRow): string {
  return taken === null ? '' : `当时已报 ${taken} 人，候补 ${waiting ?? 0} 人`;
}

/** 11月25日 10:00:00.412 参加了摇号 … with who decided and why. */
export const timelineView = (rows: readonly DecisionRow[], accountId: string, now: Date) =>
  rows.map((row) => ({
    datetime: row.at.toISOString(),
    at: preciseText(row.at, now),
    what: [VERBS[row.kind], placeIn(row)].filter(Boolean).join('，'),
    detail: [byWhom(row, accountId), seatsThen(row)].filter(Boolean).join('；'),
    words: row.words ?? '',
  }));
