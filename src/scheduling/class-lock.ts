import type { EntityManager } from 'typeorm';
import type { Database } from '../shared/database/database';
import { NightClass } from './night-class.entity';

/**
 * Reads a class and, on PostgreSQL, holds its row until the transaction ends. Whoever takes a seat
 * holds it first too: nobody is seated between reading and writing.
 */
export const lockClass = (
  database: Database,
  tx: EntityManager,
  id: string,
): Promise<NightClass> => {
  const lock = database.postgres ? { lock: { mode: 'pessimistic_write' as const } } : {};
  return tx.findOneOrFail(NightClass, { where: { id }, ...lock });
};
