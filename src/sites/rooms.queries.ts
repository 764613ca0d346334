import { Injectable } from '@nestjs/common';
import { bool } from '../shared/database/columns';
import { Database } from '../shared/database/database';
import { inList, sql, Sql } from '../shared/database/sql';

export interface RoomRow {
  id: string;
  schoolId: string;
  name: string;
  capacity: number;
  equipment: string;
  floor: string;
  stepFree: boolean;
  isOpen: boolean;
}

interface RawRoom {
  id: string;
  school_id: string;
  name: string;
  capacity: number;
  equipment: string;
  floor: string;
  step_free: unknown;
  is_open: unknown;
}

const roomOf = (row: RawRoom): RoomRow => ({
  id: row.id,
  schoolId: row.school_id,
  name: row.name,
  capacity: row.capacity,
  equipment: row.equipment,
  floor: row.floor,
  stepFree: bool(row.step_free),
  isOpen: bool(row.is_open),
});

/** A school has a handful of rooms; the bound keeps a mistake from filling a page. */
const MOST_ROOMS = 200;

@Injectable()
export class RoomsQueries {
  constructor(private readonly database: Database) {}

  /** All rooms of a school, the open ones first. */
  ofSchool(schoolId: string): Promise<RoomRow[]> {
    return this.select(sql`school_id = ${schoolId}`, MOST_ROOMS);
  }

  /** The rooms of several schools that take classes. */
  openAt(schoolIds: readonly string[]): Promise<RoomRow[]> {
    const limit = MOST_ROOMS * Math.max(1, schoolIds.length);
    return this.select(sql`school_id ${inList(schoolIds)} AND is_open = ${true}`, limit);
  }

  /** A room of this school; undefined when it belongs to another. */
  async find(schoolId: string, roomId: string): Promise<RoomRow | undefined> {
    return (await this.select(sql`school_id = ${schoolId} AND id = ${roomId}`, 1))[0];
  }

  private async select(where: Sql, limit: number): Promise<RoomRow[]> {
    const rows = await this.database.query<RawRoom>(
      sql`SELECT id, school_id, name, capacity, equipment, floor, step_free, is_open FROM room
          WHERE ${where} ORDER BY is_open DESC, name LIMIT ${limit}`,
    );
    return rows.map(roomOf);
  }
}
