import { audienceNames, briefLevelNames, briefTopicNames } from '../../src/policy/brief-words';
import {
  isStage,
  policyBriefStateNames,
  policyBriefStates,
  policyBriefTransitions,
  publicStates,
  reviewStages,
  stateAfter,
} from '../../src/policy/policy-brief.states';
import { unreachable } from '../../src/shared/kernel/transitions';

it('reaches every state of a brief from its draft', () => {
  expect(unreachable(policyBriefTransitions, ['draft'])).toEqual([]);
});

it('sends an approved brief on by one stage and a returned one back to its author', () => {
  expect(stateAfter('first_review', 'approved')).toBe('second_review');
  expect(stateAfter('second_review', 'approved')).toBe('final_review');
  expect(stateAfter('final_review', 'approved')).toBe('published');
  expect(stateAfter('final_review', 'returned')).toBe('draft');
});

it('knows a stage of the review, and what the public may see, from other states', () => {
  expect(policyBriefStates.filter(isStage)).toEqual(reviewStages);
  const ends = [...reviewStages, 'draft', ...publicStates].sort();
  expect(ends).toEqual([...policyBriefStates].sort());
});

it('has a Chinese name for everything that a person reads', () => {
  const names = [policyBriefStateNames, briefLevelNames, audienceNames, briefTopicNames];
  for (const name of names.flatMap((one) => Object.values(one)))
    expect(name).toMatch(/^\p{Script=Han}+$/u);
});
