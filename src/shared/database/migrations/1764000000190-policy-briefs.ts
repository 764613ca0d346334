import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const STATES = [
  ...['draft', 'first_review', 'second_review', 'final_review'],
  ...['published', 'expired', 'withdrawn'],
];
const STAGES = ['first_review', 'second_review', 'final_review'];
const check = (name: string, expression: string) => ({ name, expression });

/** 政策传真 with its revisions, its review and what people say about it. */
export class PolicyBriefs1764000000190 extends ForwardOnly {
  readonly name = 'PolicyBriefs1764000000190';

  async up(q: QueryRunner): Promise<void> {
    await briefs(q);
    await writersAndRevisions(q);
    await reviews(q);
    await responses(q);
  }
}

async function briefs(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'policy_brief',
    columns: [
      c.id,
      c.text('state', 20),
      c.ref('site_id'),
      c.text('title', 60),
      c.text('level', 10),
      c.text('issuer', 60),
      c.text('document_number', 60, { default: "''" }),
      c.text('source_url', 300, { default: "''" }),
      c.long('key_points'),
      c.long('spoken_text'),
      c.int('spoken_units'),
      c.int('spoken_seconds'),
      c.text('effective_from', 10),
      c.text('valid_until', 10),
      c.text('topics', 100, { default: "''" }),
      c.text('audience', 10),
      c.text('office', 60),
      c.text('phone', 30),
      c.ref('author_id'),
      c.int('revision', { default: '0' }),
      c.int('version', { default: '1' }),
      c.instant('created_at'),
      c.instant('changed_at'),
      c.instant('published_at', nullable),
      c.instant('ended_at', nullable),
      c.text('reason', 200, nullable),
      c.ref('replaced_by_id', nullable),
    ],
    checks: [
      check('ck_policy_brief_state', oneOf('state', STATES)),
      check('ck_policy_brief_level', oneOf('level', ['central', 'province', 'city', 'county'])),
      check(
        'ck_policy_brief_audience',
        oneOf('audience', ['all', 'elder', 'farmer', 'merchant', 'family', 'worker']),
      ),
      check('ck_policy_brief_days', '"effective_from" <= "valid_until"'),
      check('ck_policy_brief_units', '"spoken_units" <= 720'),
      check('ck_policy_brief_reason', `"state" <> 'withdrawn' OR "reason" IS NOT NULL`),
      check('ck_policy_brief_replaced', '"replaced_by_id" IS NULL OR "replaced_by_id" <> "id"'),
    ],
    indices: [
      { name: 'ix_policy_brief_state', columnNames: ['state', 'valid_until'] },
      { name: 'ix_policy_brief_site', columnNames: ['site_id'] },
      { name: 'ix_policy_brief_replaced', columnNames: ['replaced_by_id'] },
    ],
    foreignKeys: [
      foreignKey('fk_policy_brief_site', 'site_id', 'site'),
      foreignKey('fk_policy_brief_author', 'author_id', 'account'),
      foreignKey('fk_policy_brief_replaced', 'replaced_by_id', 'policy_brief'),
    ],
  });
}

async function writersAndRevisions(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'brief_writer',
    columns: [c.ref('brief_id', { isPrimary: true }), c.ref('account_id', { isPrimary: true })],
    foreignKeys: [
      foreignKey('fk_brief_writer_brief', 'brief_id', 'policy_brief'),
      foreignKey('fk_brief_writer_account', 'account_id', 'account'),
    ],
  });
  await createTable(q, {
    name: 'brief_revision',
    columns: [
      c.id,
      c.ref('brief_id'),
      c.int('number'),
      c.long('content'),
      c.ref('submitted_by'),
      c.instant('at'),
    ],
    indices: [
      { name: 'ux_brief_revision_number', columnNames: ['brief_id', 'number'], isUnique: true },
    ],
    foreignKeys: [
      foreignKey('fk_brief_revision_brief', 'brief_id', 'policy_brief'),
      foreignKey('fk_brief_revision_account', 'submitted_by', 'account'),
    ],
  });
}

async function reviews(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  const once = (name: string, column: string) => ({
    name,
    columnNames: ['brief_id', 'revision', column],
    isUnique: true,
  });
  await createTable(q, {
    name: 'brief_review',
    columns: [
      c.id,
      c.ref('brief_id'),
      c.int('revision'),
      c.text('stage', 20),
      c.text('verdict', 10),
      c.text('note', 300, { default: "''" }),
      c.ref('account_id'),
      c.instant('at'),
    ],
    checks: [
      check('ck_brief_review_stage', oneOf('stage', STAGES)),
      check('ck_brief_review_verdict', oneOf('verdict', ['approved', 'returned'])),
    ],
    indices: [
      once('ux_brief_review_stage', 'stage'),
      once('ux_brief_review_account', 'account_id'),
    ],
    foreignKeys: [
      foreignKey('fk_brief_review_brief', 'brief_id', 'policy_brief'),
      foreignKey('fk_brief_review_account', 'account_id', 'account'),
    ],
  });
  await createTable(q, {
    name: 'brief_comment',
    columns: [c.id, c.ref('review_id'), c.int('paragraph'), c.text('text', 200)],
    indices: [
      {
        name: 'ux_brief_comment_paragraph',
        columnNames: ['review_id', 'paragraph'],
        isUnique: true,
      },
    ],
    foreignKeys: [foreignKey('fk_brief_comment_review', 'review_id', 'brief_review')],
  });
}

async function responses(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'brief_response',
    columns: [
      c.ref('brief_id', { isPrimary: true }),
      c.ref('account_id', { isPrimary: true }),
      c.text('kind', 12),
      c.instant('at'),
    ],
    checks: [check('ck_brief_response_kind', oneOf('kind', ['understood', 'more']))],
    foreignKeys: [
      foreignKey('fk_brief_response_brief', 'brief_id', 'policy_brief'),
      foreignKey('fk_brief_response_account', 'account_id', 'account'),
    ],
  });
}
