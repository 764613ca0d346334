/** Pictures drawn from data: brand mark, seat lights, months. Plain SVG text made of numbers and fixed words only. */

/** A month of a class: days of the month with a lesson, and days on which a lesson was cancelled. */
export interface MonthLights {
  year: number;
  month: number;
  on: number[];
  off: number[];
}

export const mark =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#2b3368"/>' +
  '<rect x="6.5" y="6.5" width="8.5" height="8.5" rx="1.5" fill="#818cd2"/>' +
  '<rect x="17" y="6.5" width="8.5" height="8.5" rx="1.5" fill="#818cd2"/>' +
  '<rect x="6.5" y="17" width="8.5" height="8.5" rx="1.5" fill="#818cd2"/>' +
  '<rect x="17" y="17" width="8.5" height="8.5" rx="1.5" fill="#fdc860"/></svg>';

interface Lamp {
  width: number;
  height: number;
  gap: number;
  radius: number;
}
const SMALL: Lamp = { width: 7, height: 11, gap: 3, radius: 1.5 };
const BIG: Lamp = { width: 18, height: 24, gap: 6, radius: 3 };
/** A short string of lamps keeps the same scale as a long one, so cards beside each other can be compared. */
const STRING = 32;
const GROUP = 10;

/** One light a seat. Small: a string up to 32, two rows beyond. Big: groups of ten, easy to count. */
export function seats(taken: number, capacity: number, big = false): string {
  if (big) return rowsOf(taken, capacity, GROUP, GROUP, BIG);
  const perRow = capacity <= STRING ? capacity : Math.ceil(capacity / 2);
  return rowsOf(taken, capacity, perRow, Math.max(STRING, perRow), SMALL);
}

function rowsOf(taken: number, capacity: number, perRow: number, scale: number, lamp: Lamp) {
  const rows: string[] = [];
  for (let start = 0; start < capacity; start += perRow) {
    rows.push(row(Math.min(perRow, capacity - start), taken - start, scale, lamp));
  }
  return rows.join('');
}

function row(count: number, lit: number, scale: number, lamp: Lamp): string {
  const step = lamp.width + lamp.gap;
  const width = scale * step - lamp.gap;
  const lamps = Array.from({ length: count }, (_, i) => {
    const on = i < lit ? ' class="on"' : '';
    return `<rect x="${i * step}" width="${lamp.width}" height="${lamp.height}" rx="${lamp.radius}"${on}/>`;
  });
  return `<svg class="seats" viewBox="0 0 ${width} ${lamp.height}" width="${width}" aria-hidden="true">${lamps.join('')}</svg>`;
}

/** Small month sheets starting on Monday: lesson days lit, cancelled days hollow. The list beside it is the content. */
export function months(list: MonthLights[]): string {
  return list.map((month) => `<figure>${sheet(month)}${month.month}月</figure>`).join('');
}

function sheet({ year, month, on, off }: MonthLights): string {
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells = Array.from({ length: days }, (_, i) => {
    const x = ((first + i) % 7) * 12;
    const y = Math.floor((first + i) / 7) * 12;
    if (off.includes(i + 1))
      return `<rect x="${x + 0.5}" y="${y + 0.5}" width="8" height="8" rx="2" class="off"/>`;
    const lit = on.includes(i + 1) ? ' class="on"' : '';
    return `<rect x="${x}" y="${y}" width="9" height="9" rx="2"${lit}/>`;
  });
  return `<svg viewBox="0 0 81 69" aria-hidden="true">${cells.join('')}</svg>`;
}
