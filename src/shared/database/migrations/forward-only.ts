import { MigrationInterface, QueryRunner } from 'typeorm';

/** A step that is not undone: to go back, restore the backup taken before the upgrade. */
export abstract class ForwardOnly implements MigrationInterface {
  abstract readonly name: string;
  abstract up(q: QueryRunner): Promise<void>;
  down(): Promise<void> {
    return Promise.reject(new Error('forward only: restore the backup instead'));
  }
}
