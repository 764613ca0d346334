import type { EntityManager } from 'typeorm';
import { insertAll } from '../../src/demo/rows';
import { CONSENT_VERSION } from '../../src/identity/person';
import { Config } from '../../src/shared/config/config';
import type { Database } from '../../src/shared/database/database';
import { sql } from '../../src/shared/database/sql';
import { newId, newToken, sha256 } from '../../src/shared/kernel/ids';
import { Cookies } from '../../src/shared/web/cookies';
import { Csrf } from '../../src/shared/web/csrf';
import type { WebReply, WebRequest } from '../../src/shared/web/web-request';
import { bytesOf } from './load';
import { SECRET } from './servers';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Somebody with a session, ready to press. */
export interface Presser {
  profileId: string;
  cookie: string;
  csrf: string;
}

interface Ground {
  site_id: string;
  school_id: string;
  course_id: string;
  term_id: string;
}

/** People and classes made for one round, on top of whatever world the database holds. */
export class Crowd {
  private phones = 17_000_000_000;
  private readonly csrf = csrfMaker();

  constructor(private readonly database: Database) {}

  async pressers(count: number): Promise<Presser[]> {
    const { site_id } = await this.ground();
    const made = Array.from({ length: count }, () => ({
      accountId: newId(),
      profileId: newId(),
      phone: String(this.phones++),
      token: newToken(),
    }));
    await this.database.write((tx) => this.people(tx, made, site_id));
    return made.map(({ profileId, token }) => ({
      profileId,
      cookie: `sid=${token}`,
      csrf: this.csrf(sha256(token)),
    }));
  }

  /** Open classes of one evening each, at different times, so that nobody's evenings clash. */
  async classes(count: number, capacity: number): Promise<string[]> {
    const { site_id: _, ...ground } = await this.ground();
    const now = Date.now();
    const rows = Array.from({ length: count }, (_unused, i) => {
      const startsAt = new Date(now + 10 * DAY + i * 2 * HOUR);
      return classRow(ground, capacity, startsAt, new Date(now));
    });
    await this.database.write(async (tx) => {
      await insertAll(this.database, tx, 'room', rows.map(roomRow));
      await insertAll(this.database, tx, 'night_class', rows);
      await insertAll(this.database, tx, 'class_session', rows.map(sessionRow));
    });
    return rows.map((row) => row.id);
  }

  private async ground(): Promise<Ground> {
    const found = await this.database.one<Ground>(
      sql`SELECT school.site_id, school.id AS school_id,
            (SELECT id FROM course WHERE tier = 'interest' ORDER BY title LIMIT 1) AS course_id,
            (SELECT id FROM term ORDER BY starts_at DESC LIMIT 1) AS term_id
          FROM school ORDER BY school.id LIMIT 1`,
    );
    return found!;
  }

  private async people(
    tx: EntityManager,
    made: { accountId: string; profileId: string; phone: string; token: string }[],
    siteId: string,
  ): Promise<void> {
    const at = new Date();
    const put = (table: string, rows: Record<string, unknown>[]) =>
      insertAll(this.database, tx, table, rows);
    await put(
      'account',
      made.map(({ accountId, phone }) => ({ id: accountId, phone, created_at: at })),
    );
    await put(
      'profile',
      made.map(({ accountId, profileId }) => ({
        ...{ id: profileId, account_id: accountId, kind: 'self', name: '李秀兰' },
        ...{ site_id: siteId, age_band: 'a60_plus', created_at: at },
      })),
    );
    await put(
      'consent',
      made.map(({ profileId }) => ({
        ...{ id: newId(), profile_id: profileId, kind: 'privacy', version: CONSENT_VERSION },
        ...{ channel: 'online', given_at: at },
      })),
    );
    await put(
      'session',
      made.map(({ accountId, token }) => ({
        ...{ id_hash: sha256(token), account_id: accountId, staff: false, created_at: at },
        ...{ seen_at: at, expires_at: new Date(at.getTime() + 30 * DAY) },
      })),
    );
  }
}

/** What a browser sends when one presses 报名. */
export const press = (path: string, { cookie, csrf }: Presser): Buffer =>
  bytesOf(
    'POST',
    path,
    { cookie, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ _csrf: csrf, actionKey: newId() }).toString(),
  );

const classRow = (
  ground: Omit<Ground, 'site_id'>,
  capacity: number,
  startsAt: Date,
  now: Date,
) => ({
  ...ground,
  room_id: newId(),
  ...{ id: newId(), state: 'published', title: '抢着报的班', category: 'heritage' },
  ...{ tier: 'interest', teacher_name: `沈墨 ${newId()}`, weekday: 3, slot_start: '19:00' },
  ...{ slot_end: '20:30', session_count: 1, capacity, minimum: 5, search: 'qiang' },
  ...{ starts_at: startsAt, ends_at: new Date(startsAt.getTime() + 1.5 * HOUR) },
  ...{ opens_at: new Date(now.getTime() - DAY), closes_at: new Date(startsAt.getTime() - HOUR) },
  ...{ created_at: now, published_at: now },
});

/** A room of its own, so that no other class of the world is in the way. */
const roomRow = (row: ReturnType<typeof classRow>) => ({
  ...{ id: row.room_id, school_id: row.school_id, name: `抢课 ${row.id}`, capacity: row.capacity },
});

const sessionRow = (row: ReturnType<typeof classRow>) => ({
  ...{ id: newId(), class_id: row.id, room_id: row.room_id, position: 1, title: '第一课' },
  teacher_name: row.teacher_name,
  ...{ starts_at: row.starts_at, ends_at: row.ends_at, state: 'scheduled' },
});

function csrfMaker(): (sessionKey: string) => string {
  const config = new Config({ SESSION_SECRET: SECRET, SEED: 'none' });
  const csrf = new Csrf(config, new Cookies(config));
  return (sessionKey) =>
    csrf.token({ actor: { sessionKey } } as WebRequest, undefined as unknown as WebReply);
}
