import type { BriefContent } from '../policy/brief-content';
import { reviewStages } from '../policy/policy-brief.states';
import { spokenSeconds, spokenUnits } from '../policy/spoken-time.rules';
import { newId } from '../shared/kernel/ids';
import { addDays, dateOf, instantOf } from '../shared/kernel/shanghai';
import type { Ids, Rows } from './rows';
import { BriefSeed, readSeed } from './seed-files';

/** Who writes and who reviews, in the order of the stages, by telephone number. */
const HANDS = {
  clerk: { site: 'wangyun', author: '19000000201', reviewers: ['19000000202', '19000000302'] },
  center: { site: 'yunhe', author: '19000000304', reviewers: ['19000000303', '19000000302'] },
} as const;
const LAST_REVIEWER = '19000000301';

/** A draft that came back: what was said about it, and what the first version had in its place. */
const RETURNED = {
  note: '第二段的金额请写“以官方通知为准”，别的可以。',
  comment: { paragraph: 2, text: '金额每年会变，不要写死。' },
  paragraph: '高龄津贴，是给高龄老人的一份补助，年龄到了、户口在本地，每月就能领一笔钱，早办早领。',
};

interface People {
  staffIds: ReadonlyMap<string, string>;
  learners: readonly { accountId: string }[];
}

/** 政策传真 at every stage: written, under review, published, expired, withdrawn. */
export function demoBriefs(ids: Ids, { staffIds, learners }: People, now: Date): [string, Rows][] {
  const { briefs } = readSeed('briefs');
  const made = briefs.map((seed) => new DemoBrief(seed, ids, staffIds, now));
  const published = made.filter(({ seed }) => seed.state === 'published');
  return [
    ['policy_brief', replacementsFirst(made.map(({ row }) => row))],
    ['brief_writer', made.map(({ row }) => ({ brief_id: row.id, account_id: row.author_id }))],
    ['brief_revision', made.map((one) => one.revision)],
    ['brief_review', made.flatMap((one) => one.reviews)],
    ['brief_comment', made.flatMap((one) => one.comments)],
    ['brief_response', published.flatMap(({ row }, i) => responses(row, learners, i, now))],
  ];
}

const replacementsFirst = <Row extends { replaced_by_id: string | null }>(rows: Row[]): Row[] => [
  ...rows.filter((row) => row.replaced_by_id === null),
  ...rows.filter((row) => row.replaced_by_id !== null),
];

class DemoBrief {
  readonly id: string;
  private readonly hands: (typeof HANDS)['clerk' | 'center'];
  private readonly writtenAt: Date;

  constructor(
    readonly seed: BriefSeed,
    private readonly ids: Ids,
    private readonly staffIds: ReadonlyMap<string, string>,
    private readonly now: Date,
  ) {
    this.id = ids.of(`brief ${seed.code}`);
    this.hands = HANDS[seed.writtenBy];
    const daysAgo = (seed.publishedDaysAgo ?? 0) + 1;
    this.writtenAt = instantOf(addDays(dateOf(now), -daysAgo), '09:30');
  }

  private get content(): BriefContent {
    const { title, level, issuer, sourceUrl, audience, topics, office, phone, keyPoints } =
      this.seed;
    const today = dateOf(this.now);
    return {
      ...{ title, level, issuer, documentNumber: '', sourceUrl, keyPoints },
      spokenText: this.seed.paragraphs.join('\n'),
      effectiveFrom: addDays(today, -(this.seed.publishedDaysAgo ?? 0)),
      validUntil: addDays(today, this.seed.validForDays),
      ...{ topics, audience, office, phone },
    };
  }

  get row() {
    const { state, publishedDaysAgo, reason, replacedBy } = this.seed;
    const content = this.content;
    const units = spokenUnits(content.spokenText);
    const published = publishedDaysAgo === null ? null : this.at(3);
    const ended = state === 'expired' || state === 'withdrawn' ? this.endedAt : null;
    return {
      ...{ id: this.id, state, site_id: this.ids.of(`site ${this.hands.site}`) },
      ...{ title: content.title, level: content.level, issuer: content.issuer },
      ...{ document_number: '', source_url: content.sourceUrl },
      ...{ key_points: JSON.stringify(content.keyPoints), spoken_text: content.spokenText },
      ...{ spoken_units: units, spoken_seconds: spokenSeconds(units) },
      ...{ effective_from: content.effectiveFrom, valid_until: content.validUntil },
      ...{ topics: content.topics.join(','), audience: content.audience },
      ...{ office: content.office, phone: content.phone },
      ...{ author_id: this.person(this.hands.author), revision: 1, version: 2 },
      ...{ created_at: this.writtenAt, changed_at: ended ?? this.at(3) },
      ...{ published_at: published, ended_at: ended, reason: reason ?? null },
      replaced_by_id: replacedBy ? this.ids.of(`brief ${replacedBy}`) : null,
    };
  }

  get revision() {
    const { content } = this;
    if (this.seed.state === 'draft')
      content.spokenText = this.seed.paragraphs.with(1, RETURNED.paragraph).join('\n');
    return {
      ...{ id: newId(), brief_id: this.id, number: 1, content: JSON.stringify(content) },
      ...{ submitted_by: this.person(this.hands.author), at: this.at(0) },
    };
  }

  get reviews(): Rows {
    const { state } = this.seed;
    const returned = state === 'draft';
    const passed = reviewStages.indexOf(state as (typeof reviewStages)[number]);
    const count = returned ? 1 : passed === -1 ? reviewStages.length : passed;
    return [...this.hands.reviewers, LAST_REVIEWER].slice(0, count).map((phone, i) => ({
      ...{ id: this.ids.of(`review ${this.seed.code} ${i}`), brief_id: this.id, revision: 1 },
      ...{ stage: reviewStages[i], verdict: returned ? 'returned' : 'approved' },
      ...{
        note: returned ? RETURNED.note : '',
        account_id: this.person(phone),
        at: this.at(i + 1),
      },
    }));
  }

  get comments(): Rows {
    if (this.seed.state !== 'draft') return [];
    const review_id = this.ids.of(`review ${this.seed.code} 0`);
    return [{ id: newId(), review_id, ...RETURNED.comment }];
  }

  /** Handed in at step 0, decided about at steps 1 to 3, never later than now. */
  private at(step: number): Date {
    const at = this.writtenAt.getTime() + [0, 6, 23, 24][step]! * 3_600_000;
    return new Date(Math.min(at, this.now.getTime()));
  }

  /** Expired with the end of its last day, or withdrawn three days ago. */
  private get endedAt(): Date {
    const today = dateOf(this.now);
    return this.seed.state === 'expired'
      ? instantOf(addDays(today, this.seed.validForDays + 1))
      : instantOf(addDays(today, -3), '09:00');
  }

  private person(phone: string): string {
    return this.staffIds.get(phone)!;
  }
}

/** The more of them answered the longer ago it was published. */
const responses = (
  { id }: { id: string },
  learners: readonly { accountId: string }[],
  nth: number,
  now: Date,
): Rows =>
  learners.slice(nth * 7, nth * 7 + 12 + nth * 3).map(({ accountId }, i) => ({
    brief_id: id,
    account_id: accountId,
    kind: i % 6 === 5 ? 'more' : 'understood',
    at: new Date(now.getTime() - (i + 1) * 3_600_000),
  }));
