import { DataSource, EntitySubscriberInterface } from 'typeorm';
import type { Database } from './database';

/** Refuses an entity write on the writing connection that did not come through `Database.write`. */
export class StrayWriteGuard implements EntitySubscriberInterface {
  constructor(private readonly database: Database) {}

  static watch(writer: DataSource, database: Database): void {
    writer.subscribers.push(new StrayWriteGuard(database));
  }

  beforeInsert(): void {
    this.refuse();
  }
  beforeUpdate(): void {
    this.refuse();
  }
  beforeRemove(): void {
    this.refuse();
  }

  private refuse(): void {
    if (!this.database.writing) throw new Error('a write outside Database.write');
  }
}
