import { momentText } from '../shared/kernel/shanghai';
import type { NightClass } from './night-class.entity';
import { RuleName, ruleNames } from './rule-names';

export type PublicRules = Pick<NightClass, RuleName>;
const RULES = Object.keys(ruleNames) as RuleName[];

/** One rule before and after; instants as ISO text, as they are stored and given to programs. */
export interface RuleStep {
  rule: RuleName;
  before: string | number;
  after: string | number;
}

const plain = (value: string | number | Date): string | number =>
  value instanceof Date ? value.toISOString() : value;

/** What a change does to the rules; empty when it does nothing. */
export const ruleSteps = (before: PublicRules, changes: Partial<PublicRules>): RuleStep[] =>
  RULES.flatMap((rule) => {
    const [old, next] = [plain(before[rule]), plain(changes[rule] ?? before[rule])];
    return old === next ? [] : [{ rule, before: old, after: next }];
  });

/** 名额 12 → 16、报名截止 11月30日 周一 21:00 → 12月1日 周二 21:00 */
export const stepsText = (steps: readonly RuleStep[], now: Date): string =>
  steps
    .map((step) => {
      const text = (value: string | number) =>
        step.rule === 'closesAt' || step.rule === 'startsAt'
          ? momentText(new Date(value), now)
          : String(value);
      return `${ruleNames[step.rule]} ${text(step.before)} → ${text(step.after)}`;
    })
    .join('、');
