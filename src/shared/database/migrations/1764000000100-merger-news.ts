import { QueryRunner, TableCheck } from 'typeorm';
import { oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const KINDS = [
  'drawn',
  'notDrawn',
  'promoted',
  'offered',
  'lapsed',
  'cancelled',
  'classCancelled',
  'postponed',
  'resumed',
  'merged',
  'rulesChanged',
];

export class MergerNews1764000000100 extends ForwardOnly {
  readonly name = 'MergerNews1764000000100';

  async up(q: QueryRunner): Promise<void> {
    const name = 'ck_place_news_kind';
    await q.dropCheckConstraint('place_news', name);
    const check = new TableCheck({ name, expression: oneOf('kind', KINDS) });
    await q.createCheckConstraint('place_news', check);
  }
}
