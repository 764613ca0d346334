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
  'rescheduled',
];

export class RescheduledNews1764000000140 extends ForwardOnly {
  readonly name = 'RescheduledNews1764000000140';

  async up(q: QueryRunner): Promise<void> {
    const name = 'ck_place_news_kind';
    await q.dropCheckConstraint('place_news', name);
    const check = new TableCheck({ name, expression: oneOf('kind', KINDS) });
    await q.createCheckConstraint('place_news', check);
  }
}
