import { seatsToDraw } from '../../scheduling/night-class.rules';
import { prioritiesOf, priorityWords } from '../../scheduling/priorities';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import type { StateTag } from '../../shared/web/cards';
import type { DrawClassRow, DrawRow } from '../draw-pages.queries';
import { parseDrawList } from '../draw-list.rules';

/** More lines than anybody reads on a page; the file holds them all. */
const MOST_LINES = 200;

function tagOf({ opensAt, closesAt, drawnAt }: DrawRow, now: Date): StateTag {
  if (drawnAt) return { kind: 'plain', text: '已摇号' };
  if (now < opensAt) return { kind: 'soon', text: `${momentText(opensAt, now)} 开放` };
  return now < closesAt ? { kind: 'ok', text: '报名中' } : { kind: 'plain', text: '正在摇号' };
}

/** `draws/index` */
export const drawsPage = (draws: readonly (DrawRow & { titles: string })[], now: Date) => ({
  draws: draws.map((draw) => ({
    href: schedulingPaths.draw(draw.id),
    title: `${momentText(draw.closesAt, now)} 摇号`,
    titles: draw.titles,
    tag: tagOf(draw, now),
  })),
});

/** `draws/show`; `results` is empty until the draw is held. */
export function drawPage(
  draw: DrawRow,
  classes: readonly DrawClassRow[],
  results: string,
  now: Date,
) {
  const base = schedulingPaths.draw(draw.id);
  return {
    title: `${momentText(draw.closesAt, now)} 摇号`,
    tag: tagOf(draw, now),
    window: `${momentText(draw.opensAt, now)} 到 ${momentText(draw.closesAt, now)}`,
    committed: momentText(draw.committedAt, now),
    commitment: draw.commitment,
    held: draw.drawnAt && draw.list !== null ? heldView(draw, draw.list, base, now) : null,
    classes: classes.map((c) => classView(c, draw, linesOf(results, c.id))),
  };
}

const heldView = (draw: DrawRow, list: string, base: string, now: Date) => ({
  at: momentText(draw.drawnAt!, now),
  seed: draw.seed,
  commitment: draw.commitment,
  listHash: draw.listHash,
  entries: parseDrawList(list).entries.length,
  version: list.slice(0, list.indexOf('\n')),
  listHref: `${base}/list.txt`,
  resultsHref: `${base}/results.csv`,
});

const linesOf = (results: string, classId: string): string[][] =>
  results
    .split('\n')
    .map((line) => line.split(','))
    .filter(([, id]) => id === classId);

function classView(c: DrawClassRow, draw: DrawRow, lines: readonly string[][]) {
  const rules = prioritiesOf(c.priorities).map(priorityWords);
  return {
    id: c.id,
    href: schedulingPaths.show(c.id),
    title: c.title,
    place: c.siteName,
    rules: rules.length > 0 ? rules : ['没有优先，大家机会一样'],
    numbers: draw.drawnAt
      ? `${lines.length} 人参加，${lines.filter(([, , , seat]) => seat === '1').length} 人中签`
      : `摇 ${seatsToDraw(c)} 个名额，已有 ${c.applied} 人参加`,
    lines: lines.slice(0, MOST_LINES).map(([code, , rank, seat]) => ({
      code,
      rank,
      result: seat === '1' ? '中签' : '未中签',
    })),
    more: Math.max(0, lines.length - MOST_LINES),
  };
}
