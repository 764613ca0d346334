import { seatsToDraw } from '../../scheduling/night-class.rules';
import { prioritiesOf, priorityWords } from '../../scheduling/priorities';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';
import type { DrawClassRow, DrawnClass, DrawRow } from '../draw-pages.queries';
import type { DrawResults, ResultLine } from '../results.rules';

/** More lines than anybody reads on a page; the file holds them all. */
const MOST_LINES = 200;

function tagOf({ opensAt, closesAt, drawnAt }: DrawRow, now: Date): StateTag {
  if (drawnAt) return { kind: 'plain', text: '已摇号' };
  if (now < opensAt) return { kind: 'soon', text: `${momentText(opensAt, now)} 开放` };
  return now < closesAt ? { kind: 'ok', text: '报名中' } : { kind: 'plain', text: '正在摇号' };
}

/** `draws/index` */
export const drawsPage = (draws: readonly (DrawRow & { classes: DrawnClass[] })[], now: Date) => ({
  draws: draws.map((draw) => ({
    href: schedulingPaths.draw(draw.id),
    title: `${momentText(draw.closesAt, now)} 摇号`,
    classes: draw.classes.map((c) => ({
      title: c.title,
      when: momentText(c.startsAt, now),
      place: c.site,
    })),
    tag: tagOf(draw, now),
  })),
});

/** `draws/show`; there are no results until the draw is held. */
export function drawPage(
  draw: DrawRow,
  classes: readonly DrawClassRow[],
  results: DrawResults | null,
  now: Date,
) {
  const base = schedulingPaths.draw(draw.id);
  const seats = new Map(results?.list.classes.map((c) => [c.id, c.seats]));
  return {
    title: `${momentText(draw.closesAt, now)} 摇号`,
    tag: tagOf(draw, now),
    window: `${momentText(draw.opensAt, now)} 到 ${momentText(draw.closesAt, now)}`,
    committed: momentText(draw.committedAt, now),
    commitment: draw.commitment,
    held: results && heldView(draw, results, base, now),
    classes: classes.map((c) => ({
      ...classView(c, now),
      numbers: results ? heldNumbers(results.lines.get(c.id), seats.get(c.id)) : toDrawNumbers(c),
      ...linesView(results?.lines.get(c.id) ?? []),
    })),
  };
}

const heldView = (draw: DrawRow, { list, heading }: DrawResults, base: string, now: Date) => ({
  at: momentText(draw.drawnAt!, now),
  seed: draw.seed,
  commitment: draw.commitment,
  listHash: draw.listHash,
  entries: list.entries.length,
  version: heading,
  listHref: `${base}/list.txt`,
  resultsHref: `${base}/results.csv`,
});

const NOTES = { reserved: '优先名额', earlier: '已中别的志愿' } as const;

function classView(c: DrawClassRow, now: Date) {
  const rules = prioritiesOf(c.priorities).map(priorityWords);
  return {
    id: c.id,
    href: schedulingPaths.show(c.id),
    title: c.title,
    when: momentText(c.startsAt, now),
    place: c.siteName,
    rules: rules.length > 0 ? rules : ['没有优先，大家机会一样'],
  };
}

const linesView = (lines: readonly ResultLine[]) => ({
  lines: lines.slice(0, MOST_LINES).map((line) => ({
    code: line.code,
    rank: line.rank,
    result: line.seat ? '中签' : '未中签',
    note: line.why ? NOTES[line.why] : '',
  })),
  more: Math.max(0, lines.length - MOST_LINES),
});

const toDrawNumbers = (c: DrawClassRow): string =>
  `摇 ${seatsToDraw(c)} 个名额，已有 ${c.applied} 人参加`;

/** A class that was called off before the draw has no lines, one that was put off no seats. */
function heldNumbers(lines: readonly ResultLine[] | undefined, seats: number | undefined): string {
  if (!lines) return '没有参加这次摇号';
  if (seats === 0) return `${lines.length} 人参加，当时没有名额可摇，按名次排候补`;
  return `${lines.length} 人参加，${lines.filter(({ seat }) => seat).length} 人中签`;
}
