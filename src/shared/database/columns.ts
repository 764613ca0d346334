import { Column, ColumnOptions, PrimaryColumn } from 'typeorm';
import { postgres } from './dialect';

const instantType = postgres ? 'timestamptz' : 'datetime';

/** Columns of every entity, so that each kind is declared once for both databases. */
export const Id = () => PrimaryColumn({ type: 'varchar', length: 36 });
export const Ref = (more: ColumnOptions = {}) => Column({ type: 'varchar', length: 36, ...more });
export const Text = (length: number, more: ColumnOptions = {}) =>
  Column({ type: 'varchar', length, ...more });
export const LongText = (more: ColumnOptions = {}) => Column({ type: 'text', ...more });
export const Int = (more: ColumnOptions = {}) => Column({ type: 'integer', ...more });
export const Bool = (more: ColumnOptions = {}) => Column({ type: 'boolean', ...more });
/** A UTC instant: timestamptz on PostgreSQL, ISO text with milliseconds on SQLite. */
export const Instant = (more: ColumnOptions = {}) => Column({ type: instantType, ...more });

/** A boolean of a raw row. */
export const bool = (value: unknown): boolean => value === true || value === 1;
/** An instant of a raw row, or of JSON made by the database: PostgreSQL writes the offset there. */
export function instant(value: unknown): Date {
  if (value instanceof Date) return value;
  const text = String(value);
  return new Date(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`);
}
/** An instant of a raw row that may be empty. */
export const maybeInstant = (value: unknown): Date | null =>
  value === null || value === undefined ? null : instant(value);
