import { instantOf } from '../shared/kernel/shanghai';

export interface TermSpan {
  /** 2026 冬季. */
  name: string;
  startsAt: Date;
  endsAt: Date;
}

const SEASONS = ['冬季', '春季', '夏夜', '秋季'] as const;

/** The term of a class, by the date of its first session: 3–5, 6–8, 9–11 or 12–2. */
export function termOf(date: string): TermSpan {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const season = Math.floor((month % 12) / 3);
  const first = season === 0 && month < 12 ? year - 1 : year;
  const startMonth = season === 0 ? 12 : season * 3;
  return {
    name: `${first} ${SEASONS[season]!}`,
    startsAt: monthStart(first, startMonth),
    endsAt: monthStart(first, startMonth + 3),
  };
}

function monthStart(year: number, month: number): Date {
  const [y, m] = month > 12 ? [year + 1, month - 12] : [year, month];
  return instantOf(`${y}-${String(m).padStart(2, '0')}-01`);
}
