import type { ClassRuleChange } from '../../scheduling/class-background.queries';
import { stepsText } from '../../scheduling/rule-changes.rules';
import { dateOf, shortDayText, timeOf } from '../../shared/kernel/shanghai';

/** 11月25日 10:20 名额 12 → 16，原因：加了一张长桌 */
export const ruleChangeView = ({ at, steps, explanation }: ClassRuleChange, now: Date) => ({
  datetime: at.toISOString(),
  at: `${shortDayText(dateOf(at), dateOf(now))} ${timeOf(at)}`,
  text: `${stepsText(steps, now)}，原因：${explanation}`,
});
