import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdmissionQueries } from '../enrollment/admission.queries';
import { Database } from '../shared/database/database';
import { inList, sql } from '../shared/database/sql';
import { Group, nearTo, prioritiesOf } from '../scheduling/priorities';
import type { ClassInDraw, Entrant } from './drawing.rules';

interface EntryRow {
  id: string;
  profile_id: string;
  class_id: string;
  entry_code: string;
}

interface HomeRow {
  id: string;
  path: string;
  hub_id: string | null;
}

/** What a draw decides by. */
export interface DrawFacts {
  classes: Map<string, ClassInDraw>;
  entrants: Map<string, Entrant>;
}

@Injectable()
export class DrawsQueries {
  constructor(
    private readonly database: Database,
    private readonly admission: AdmissionQueries,
  ) {}

  /** Draws whose window has closed and that were not held yet. */
  async due(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      sql`SELECT id FROM draw WHERE drawn_at IS NULL AND closes_at <= ${now}
          ORDER BY closes_at, id LIMIT 20`,
    );
    return rows.map((row) => row.id);
  }

  /** Inside a transaction: locks the classes of the draw and loads everybody who entered. */
  async facts(tx: EntityManager, drawId: string, now: Date): Promise<DrawFacts> {
    const run = <Row>(query: ReturnType<typeof sql>) => this.database.execute<Row>(tx, query);
    const { rows: places } = await run<{
      id: string;
      priorities: string;
      site_id: string;
      path: string;
    }>(sql`SELECT c.id, c.priorities, site.id AS site_id, site.path FROM night_class c
        JOIN school ON school.id = c.school_id JOIN site ON site.id = school.site_id
        WHERE c.draw_id = ${drawId} AND c.state IN ('published', 'postponed') ORDER BY c.id`);
    const ids = places.map((place) => place.id);
    const { rows: entries } = await run<EntryRow>(
      sql`SELECT id, profile_id, class_id, entry_code FROM enrollment
          WHERE class_id ${inList(ids)} AND state = 'applied' ORDER BY profile_id, wish, id`,
    );
    const wishesOf = new Map<string, { enrollmentId: string; classId: string; code: string }[]>();
    for (const { id, profile_id, class_id, entry_code } of entries) {
      const wish = { enrollmentId: id, classId: class_id, code: entry_code };
      wishesOf.set(profile_id, [...(wishesOf.get(profile_id) ?? []), wish]);
    }
    const profileIds = [...wishesOf.keys()];
    const { classes, people } = await this.admission.lock(tx, ids, profileIds, now);
    const { rows: homes } = await run<HomeRow>(
      sql`SELECT p.id, s.path, s.hub_id FROM profile p JOIN site s ON s.id = p.site_id
          WHERE p.id ${inList(profileIds)}`,
    );
    const homeOf = new Map(homes.map((home) => [home.id, home]));
    const terms = new Set([...classes.values()].map((c) => c.termId));
    const drawn = new Map(
      places.map(({ id, site_id, priorities }) => [
        id,
        { ...classes.get(id)!, siteId: site_id, priorities: prioritiesOf(priorities) },
      ]),
    );
    const entrants = new Map<string, Entrant>();
    for (const [profileId, person] of people) {
      const wishes = wishesOf.get(profileId) ?? [];
      const home = homeOf.get(profileId)!;
      const near = places
        .filter(({ site_id, path }) => home.path.startsWith(path) || home.hub_id === site_id)
        .map(({ site_id }) => nearTo(site_id));
      entrants.set(profileId, {
        person,
        wishes,
        groups: [...new Set(near), ...ofPerson(person, terms)],
      });
    }
    return { classes: drawn, entrants };
  }
}

function ofPerson({ ageBand, places }: Entrant['person'], terms: ReadonlySet<string>): Group[] {
  const busy = places.some(
    (place) => place.live && !place.applied && place.sessionCount > 1 && terms.has(place.termId),
  );
  return [
    ...(ageBand === 'a60_plus' ? ['senior' as const] : []),
    ...(busy ? [] : ['newcomer' as const]),
  ];
}
