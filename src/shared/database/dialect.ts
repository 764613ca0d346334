/**
 * What differs between the two databases. Entities are declared when their files load, so the choice
 * is read from the environment here, once, and `Config` reads the same variable.
 */
export const postgres = (process.env.DATABASE_URL ?? '').startsWith('postgres');

type DriverError = { code?: string; message?: string; driverError?: DriverError };

/** The driver's own code, through TypeORM's wrapper when there is one. */
const codeOf = (error: unknown): string => {
  const e = error as DriverError | null;
  return e?.driverError?.code ?? e?.code ?? '';
};

/** A row with the same unique key was there first. */
export const isUniqueViolation = (error: unknown): boolean =>
  ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error));

/** Two evenings would share a room or a teacher: an exclusion on PostgreSQL, a trigger on SQLite. */
export const isOverlap = (error: unknown): boolean =>
  ['23P01', 'SQLITE_CONSTRAINT_TRIGGER'].includes(codeOf(error));

/** PostgreSQL gave up one of several transactions; the same work may succeed when tried again. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

const UNAVAILABLE = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY_DBMOVED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  '53100',
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '40001',
  '40P01',
]);

/** The database is locked, full, restarting or gone: the request may be repeated later. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (UNAVAILABLE.has(code) || code.startsWith('SQLITE_IOERR')) return true;
  const message = error instanceof Error ? error.message : '';
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|connection is not open/i.test(
    message,
  );
}
