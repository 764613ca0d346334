import type { ShownClass } from '../../scheduling/night-classes.queries';
import { seatsToDraw } from '../../scheduling/night-class.rules';
import { prioritiesOf, priorityWords } from '../../scheduling/priorities';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import { WISH_LIMIT } from '../enrollment.rules';

/** How a draw decides, with the numbers in force. */
export function drawRules(c: ShownClass, now: Date): string[] {
  return [
    `摇号决定名额：${momentText(c.closesAt, now)} 截止时自动摇，先报后报机会一样`,
    `一次摇号最多填 ${WISH_LIMIT} 个志愿，最多中一个班；没中的按名次自动排候补，有名额时递补并通知您`,
  ];
}

/** What the class page says about its draw; null for a class without one. */
export function drawOf(c: ShownClass, now: Date) {
  if (c.admission !== 'draw') return null;
  const rules = prioritiesOf(c.priorities).map(priorityWords);
  const numbers = c.toDraw
    ? `${momentText(c.closesAt, now)} 摇 ${seatsToDraw(c)} 个名额，已有 ${c.applied} 人参加`
    : `已经摇过：${c.capacity} 个名额占了 ${c.taken} 个，${c.waiting} 人在候补`;
  return {
    lines: [numbers, ...(rules.length > 0 ? rules : ['没有优先，大家机会一样']), RESERVED],
    commitment: c.commitment ?? '',
    href: c.drawId === null ? '' : schedulingPaths.draw(c.drawId),
  };
}

const RESERVED = '是不是优先的人，按“我的资料”里的社区、年龄段和报名记录自动认定，不用申报';
