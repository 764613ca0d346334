import { QueryRunner } from 'typeorm';
import { ForwardOnly } from './forward-only';

/** What one evening may have of its own, and how the database keeps two evenings apart. */
export class SessionChanges1764000000110 extends ForwardOnly {
  readonly name = 'SessionChanges1764000000110';

  async up(q: QueryRunner): Promise<void> {
    const pg = q.connection.options.type === 'postgres';
    await addColumns(q, pg ? 'timestamptz' : 'datetime');
    await q.query(`UPDATE "class_session" SET "teacher_name" =
      (SELECT "teacher_name" FROM "night_class" c WHERE c."id" = "class_session"."class_id")`);
    await q.query('DROP INDEX "ux_class_session_room"');
    for (const [name, column] of RESOURCES)
      await q.query(
        `CREATE INDEX "ix_class_session_${name}" ON "class_session" ("${column}", "starts_at")`,
      );
    await (pg ? excludeOverlaps(q) : abortOverlaps(q));
  }
}

/** What can be in one place at a time. */
const RESOURCES = [
  ['room', 'room_id'],
  ['teacher', 'teacher_name'],
] as const;

async function addColumns(q: QueryRunner, instant: string): Promise<void> {
  const add = (table: string, column: string) =>
    q.query(`ALTER TABLE "${table}" ADD COLUMN ${column}`);
  await add('class_session', `"teacher_name" varchar(60) NOT NULL DEFAULT ''`);
  await add('class_session', `"first_starts_at" ${instant}`);
  await add('class_session', `"reason" varchar(200)`);
  await add('class_session', `"revision" integer NOT NULL DEFAULT 0`);
  await add('class_session', `"changed_at" ${instant}`);
  await add('school', `"closes_at" varchar(5) NOT NULL DEFAULT '21:30'`);
}

/** `btree_gist` comes with PostgreSQL and may be installed by the owner of the database. */
async function excludeOverlaps(q: QueryRunner): Promise<void> {
  await q.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
  for (const [name, column] of RESOURCES)
    await q.query(
      `ALTER TABLE "class_session" ADD CONSTRAINT "ex_class_session_${name}"
        EXCLUDE USING gist ("${column}" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
        WHERE (state = 'scheduled')`,
    );
}

/** A later migration that makes SQLite build this table anew must create these again. */
async function abortOverlaps(q: QueryRunner): Promise<void> {
  for (const [when, on] of [
    ['insert', 'INSERT'],
    ['update', 'UPDATE OF room_id, teacher_name, starts_at, ends_at, state'],
  ] as const)
    await q.query(
      `CREATE TRIGGER "tr_class_session_${when}" BEFORE ${on} ON "class_session"
        WHEN NEW.state = 'scheduled' AND EXISTS (
          SELECT 1 FROM "class_session" s
          WHERE (s.room_id = NEW.room_id OR s.teacher_name = NEW.teacher_name)
            AND s.starts_at < NEW.ends_at AND s.ends_at > NEW.starts_at
            AND s.state = 'scheduled' AND s.id <> NEW.id)
        BEGIN SELECT RAISE(ABORT, 'overlapping evenings'); END`,
    );
}
