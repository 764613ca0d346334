import { momentText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import { placesAfter } from '../brief-diff.rules';
import type { ReviewRow } from '../brief-reviews.queries';
import type { BriefRow } from '../briefs.queries';
import { paragraphsOf } from '../plain-text.rules';
import { briefPaths, policyPaths } from '../policy.paths';
import {
  isStage,
  policyBriefStateNames,
  policyBriefStates,
  ReviewStage,
  reviewStages,
  Verdict,
} from '../policy-brief.states';
import type { ReviewForm } from './review.form';
import { factsOf } from './brief.view';

const verdictNames: Record<ReviewStage, Record<Verdict, string>> = {
  first_review: { approved: '通过，送复审', returned: '退回修改' },
  second_review: { approved: '通过，送终审', returned: '退回修改' },
  final_review: { approved: '通过并发布', returned: '退回修改' },
};

interface Shown {
  brief: BriefRow;
  reviews: readonly ReviewRow[];
  /** The text that the reviews of the present revision are about. */
  reviewedText: string;
  /** Of the people who read it: how many understood, how many want to know more. */
  responses: { understood: number; more: number };
  form: Form<ReviewForm>;
  /** Why the reader cannot decide about it; null when they can, undefined when it is not asked. */
  whyNot: string | null | undefined;
  may: { write: boolean; publish: boolean };
  backHref: string;
}

/** `policy/desk-show` */
export function briefShow(shown: Shown, now: Date) {
  const { brief, reviews, form, whyNot, may, backHref, responses } = shown;
  const current = reviews.filter(({ revision }) => revision === brief.revision);
  const isDraft = brief.state === 'draft';
  return {
    ...factsOf(brief, now),
    backHref,
    responses,
    steps: stepsOf(brief, current, now),
    paragraphs: paragraphLines(shown, current),
    returned: isDraft ? returnedBy(current, now) : null,
    ended: endedOf(brief, now),
    publicHref: brief.publishedAt ? policyPaths.show(brief.id) : '',
    editHref: isDraft && may.write ? briefPaths.edit(brief.id) : '',
    submitAction: isDraft && may.write ? briefPaths.submissions(brief.id) : '',
    version: brief.version,
    comparisonHref:
      brief.revision > 1 || (isDraft && brief.revision > 0) ? briefPaths.comparison(brief.id) : '',
    withdrawalHref:
      brief.state === 'published' && may.publish ? briefPaths.withdrawal(brief.id) : '',
    review: whyNot === null && isStage(brief.state) ? reviewing(brief, brief.state, form) : null,
    form: formView(form, ['verdict', 'note', 'comments']),
    whyNot: whyNot ?? '',
    history: reviews.map((one) => historyLine(one, now)),
  };
}

const reviewing = (brief: BriefRow, stage: ReviewStage, form: Form<ReviewForm>) => ({
  form: formView(form, ['verdict', 'note', 'comments']),
  action: briefPaths.reviews(brief.id),
  heading: policyBriefStateNames[stage],
  revision: brief.revision,
  stage,
  verdicts: (['approved', 'returned'] as const).map((value) => ({
    value,
    label: verdictNames[stage][value],
  })),
});

/** Where a brief stands on its way, with who let it pass. */
function stepsOf(brief: BriefRow, reviews: readonly ReviewRow[], now: Date) {
  const at = policyBriefStates.indexOf(brief.state);
  return ['draft' as const, ...reviewStages, 'published' as const].map((state, i) => {
    const passed = reviews.find(({ stage, verdict }) => stage === state && verdict === 'approved');
    return {
      name: policyBriefStateNames[state],
      current: state === brief.state,
      done: i < at,
      who: passed && i < at ? `${passed.name}，${momentText(passed.at, now)}` : '',
    };
  });
}

/**
 * The paragraphs with what was said about each, and room for what the reader says. While the author
 * writes, a remark stays with its paragraph; of one that is gone it stands in the history.
 */
function paragraphLines({ brief, reviewedText, form }: Shown, reviews: readonly ReviewRow[]) {
  const typed = [form.input.comments ?? []].flat();
  const places = placesAfter(reviewedText, brief.spokenText);
  return paragraphsOf(brief.spokenText).map((text, i) => ({
    text,
    number: i + 1,
    typed: typed[i] ?? '',
    comments: reviews.flatMap(({ name, stage, comments }) =>
      comments
        .filter(({ paragraph }) => places[paragraph - 1] === i)
        .map((one) => ({ text: one.text, who: `${name}（${policyBriefStateNames[stage]}）` })),
    ),
  }));
}

function returnedBy(reviews: readonly ReviewRow[], now: Date) {
  const last = reviews.find(({ verdict }) => verdict === 'returned');
  return last ? historyLine(last, now) : null;
}

const historyLine = (one: ReviewRow, now: Date) => ({
  what: `第 ${one.revision} 次送审，${policyBriefStateNames[one.stage]}${
    one.verdict === 'approved' ? '通过' : '退回'
  }`,
  name: one.name,
  at: momentText(one.at, now),
  note: one.note,
  comments: one.comments.map(({ paragraph, text }) => `第 ${paragraph} 段：${text}`),
});

function endedOf(brief: BriefRow, now: Date) {
  if (!brief.endedAt) return null;
  const at = momentText(brief.endedAt, now);
  return {
    text: brief.state === 'withdrawn' ? `${at} 撤回：${brief.reason}` : `${at} 到期`,
    replacement: brief.replacedByTitle ?? '',
    replacementHref: brief.replacedById ? briefPaths.show(brief.replacedById) : '',
  };
}
