import { QueryRunner } from 'typeorm';
import { ForwardOnly } from './forward-only';

/** Forms parked before this belong to nobody and are given to nobody; they last an hour. */
export class ParkedFormOwner1764000000011 extends ForwardOnly {
  readonly name = 'ParkedFormOwner1764000000011';

  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE parked_form ADD COLUMN account_id varchar(36)');
  }
}
