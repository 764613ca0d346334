import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { sql } from '../database/sql';

/** The setting that holds when the last backup was begun, an ISO instant. */
export const LAST_BACKUP = 'last-backup';

/** Facts about this installation, read when the process starts. */
@Injectable()
export class Installation {
  /** Demo data are loaded: every page says so and the demo accounts exist. */
  demo = false;
  /** The one password of the demo accounts. */
  demoPassword: string | null = null;

  constructor(private readonly database: Database) {}

  async load(): Promise<void> {
    const row = await this.database.one<{ value: string }>(
      sql`SELECT value FROM setting WHERE name = ${'demo-password'}`,
    );
    this.demo = row !== undefined;
    this.demoPassword = row?.value ?? null;
  }
}
