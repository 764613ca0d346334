import { QueryRunner, TableCheck } from 'typeorm';
import { oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

const DECISIONS = [
  ...['entered', 'seated', 'queued', 'refused', 'promoted', 'offered', 'accepted', 'lapsed'],
  ...['withdrawn', 'released', 'cancelled', 'drawn', 'not_drawn'],
];
const NEWS = [
  ...['drawn', 'notDrawn', 'promoted', 'offered', 'lapsed', 'released', 'cancelled'],
  ...['classCancelled', 'postponed', 'resumed', 'merged', 'rulesChanged', 'rescheduled'],
];

export class ReleasedSeats1764000000161 extends ForwardOnly {
  readonly name = 'ReleasedSeats1764000000161';

  async up(q: QueryRunner): Promise<void> {
    const kinds = [
      ['decision', 'ck_decision_kind', DECISIONS],
      ['place_news', 'ck_place_news_kind', NEWS],
    ] as const;
    for (const [table, name, values] of kinds) {
      await q.dropCheckConstraint(table, name);
      const expression = oneOf('kind', values);
      await q.createCheckConstraint(table, new TableCheck({ name, expression }));
    }
  }
}
