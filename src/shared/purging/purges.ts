import { Injectable } from '@nestjs/common';
import type { Sql } from '../database/sql';

/** Rows of a table that nobody needs any more. */
export interface Expiry {
  table: string;
  /** The columns of its primary key. */
  key: readonly string[];
  /** The condition that an expired row meets; it may name the table's columns only. */
  expired: (now: Date) => Sql;
}

/** What expires, told by the modules that own the rows. */
@Injectable()
export class Purges {
  private readonly list: Expiry[] = [];

  add(...expiries: readonly Expiry[]): void {
    this.list.push(...expiries);
  }

  get all(): readonly Expiry[] {
    return this.list;
  }
}
