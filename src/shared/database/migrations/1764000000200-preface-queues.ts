import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const check = (name: string, expression: string) => ({ name, expression });
const index = (name: string, columnNames: string[]) => ({ name, columnNames });

/** What every evening begins with, who changed it, and what was said. */
export class PrefaceQueues1764000000200 extends ForwardOnly {
  readonly name = 'PrefaceQueues1764000000200';

  async up(q: QueryRunner): Promise<void> {
    await queues(q);
    await pins(q);
    await deliveries(q);
  }
}

async function queues(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'preface_class',
    columns: [
      ...[c.ref('class_id', { isPrimary: true }), c.instant('due_since', nullable)],
      c.bool('whole'),
    ],
    indices: [index('ix_preface_class_due', ['due_since'])],
    foreignKeys: [foreignKey('fk_preface_class_class', 'class_id', 'night_class')],
  });
  await createTable(q, {
    name: 'preface_item',
    columns: [
      c.id,
      c.ref('session_id'),
      c.ref('brief_id'),
      c.int('position'),
      c.text('fix', 8, nullable),
      c.text('state', 10, { default: "'waiting'" }),
      c.text('why', 80),
    ],
    checks: [
      check(
        'ck_preface_item_fix',
        `"fix" IS NULL OR ${oneOf('fix', ['pinned', 'placed', 'swapped'])}`,
      ),
      check('ck_preface_item_state', oneOf('state', ['waiting', 'delivered', 'missed', 'dropped'])),
    ],
    indices: [
      { ...index('ux_preface_item_brief', ['session_id', 'brief_id']), isUnique: true },
      index('ix_preface_item_brief', ['brief_id', 'state']),
      index('ix_preface_item_state', ['state']),
    ],
    foreignKeys: [
      foreignKey('fk_preface_item_session', 'session_id', 'class_session'),
      foreignKey('fk_preface_item_brief', 'brief_id', 'policy_brief'),
    ],
  });
}

async function pins(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'brief_pin',
    columns: [
      c.id,
      c.ref('brief_id', nullable),
      c.text('level', 10, nullable),
      c.text('from_day', 10),
      c.text('to_day', 10),
      c.ref('site_id'),
      c.ref('actor_id'),
      c.instant('created_at'),
    ],
    checks: [
      check('ck_brief_pin_what', '("brief_id" IS NULL) <> ("level" IS NULL)'),
      check(
        'ck_brief_pin_level',
        `"level" IS NULL OR ${oneOf('level', ['central', 'province', 'city', 'county'])}`,
      ),
      check('ck_brief_pin_days', '"from_day" <= "to_day"'),
    ],
    indices: [
      index('ix_brief_pin_to', ['to_day']),
      index('ix_brief_pin_brief', ['brief_id']),
      index('ix_brief_pin_site', ['site_id']),
    ],
    foreignKeys: [
      foreignKey('fk_brief_pin_brief', 'brief_id', 'policy_brief'),
      foreignKey('fk_brief_pin_site', 'site_id', 'site'),
      foreignKey('fk_brief_pin_actor', 'actor_id', 'account'),
    ],
  });
}

async function deliveries(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'brief_delivery',
    columns: [
      ...[c.id, c.ref('session_id'), c.ref('brief_id'), c.instant('at'), c.int('seconds')],
      ...[c.ref('actor_id'), c.text('source', 8)],
    ],
    checks: [
      check('ck_brief_delivery_source', oneOf('source', ['online', 'offline'])),
      check('ck_brief_delivery_seconds', '"seconds" BETWEEN 1 AND 3600'),
    ],
    indices: [
      { ...index('ux_brief_delivery_brief', ['session_id', 'brief_id']), isUnique: true },
      index('ix_brief_delivery_brief', ['brief_id', 'at']),
      index('ix_brief_delivery_at', ['at']),
    ],
    foreignKeys: [
      foreignKey('fk_brief_delivery_session', 'session_id', 'class_session'),
      foreignKey('fk_brief_delivery_brief', 'brief_id', 'policy_brief'),
      foreignKey('fk_brief_delivery_actor', 'actor_id', 'account'),
    ],
  });
  await createTable(q, {
    name: 'preface_exemption',
    columns: [
      ...[c.ref('session_id', { isPrimary: true }), c.text('reason', 200)],
      ...[c.ref('actor_id'), c.instant('at')],
    ],
    foreignKeys: [
      foreignKey('fk_preface_exemption_session', 'session_id', 'class_session'),
      foreignKey('fk_preface_exemption_actor', 'actor_id', 'account'),
    ],
  });
}
