import type { StateTag } from '../../shared/web/cards';
import type { Fate } from '../list-fate';
import type { RowOutcome } from '../list-row';

type Shown = Pick<Fate, 'outcome' | 'position'>;

const kinds: Record<RowOutcome, StateTag['kind']> = {
  seated: 'ok',
  queued: 'few',
  entered: 'soon',
  already: 'plain',
  refused: 'bad',
  repeated: 'bad',
  unreadable: 'bad',
  left_out: 'plain',
};

const words: Record<RowOutcome, { will: string; did: string; counted: string }> = {
  seated: { will: '会报上', did: '报上了', counted: '报上' },
  queued: { will: '会排候补', did: '排了候补', counted: '排候补' },
  entered: { will: '会参加摇号', did: '参加摇号', counted: '参加摇号' },
  already: { will: '已经报过', did: '早就报过', counted: '已经报过' },
  refused: { will: '不能报', did: '没有报上', counted: '不能报' },
  repeated: { will: '手机号重复', did: '重复，没有再报', counted: '重复' },
  unreadable: { will: '这一行要改', did: '没有报上', counted: '要改' },
  left_out: { will: '不报', did: '不报', counted: '不报' },
};

/** What will happen to a row, or what did, on a tag. */
export function outcomeTag({ outcome, position }: Shown, tense: 'will' | 'did'): StateTag {
  const place = outcome === 'queued' && position !== null ? `第 ${position} 位` : '';
  return { kind: kinds[outcome], text: words[outcome][tense] + place };
}

/** 报上 15 人，排候补 3 人 … */
export function countsText(rows: readonly { outcome: RowOutcome }[]): string {
  const outcomes = Object.keys(words) as RowOutcome[];
  return outcomes
    .map((outcome) => ({ outcome, n: rows.filter((row) => row.outcome === outcome).length }))
    .filter(({ n }) => n > 0)
    .map(({ outcome, n }) => `${words[outcome].counted} ${n} 人`)
    .join('，');
}
