import { QueryRunner } from 'typeorm';
import { ForwardOnly } from './forward-only';

/** That a class is held although too few enrolled, and why. */
export class GoAhead1764000000171 extends ForwardOnly {
  readonly name = 'GoAhead1764000000171';

  async up(q: QueryRunner): Promise<void> {
    const instant = q.connection.options.type === 'postgres' ? 'timestamptz' : 'datetime';
    await q.query(`ALTER TABLE "night_class" ADD COLUMN "go_ahead_at" ${instant}`);
    await q.query(`ALTER TABLE "night_class" ADD COLUMN "go_ahead_reason" varchar(200)`);
  }
}
