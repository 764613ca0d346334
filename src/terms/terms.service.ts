import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import { Conflict } from '../shared/web/errors';
import { unlessTaken } from '../sites/name-taken';
import { TermOverride } from './term-override.entity';
import { Term } from './term.entity';
import {
  daysOf,
  holds,
  periodOf,
  seasonBetween,
  seenBy,
  sharingDays,
  TermDays,
  whyKept,
} from './term.rules';
import { TermsQueries } from './terms.queries';

export interface TermValues extends TermDays {
  name: string;
}

const TAKEN = '已有同名的学期，请换一个名称';

/** Keeps the terms of the county and the days that schools have of their own. */
@Injectable()
export class Terms {
  constructor(
    private readonly database: Database,
    private readonly queries: TermsQueries,
    private readonly audit: Audit,
  ) {}

  create(actor: Actor, { name, ...days }: TermValues): Promise<void> {
    const id = newId();
    return this.change(actor, { action: 'term.create', id, detail: { name, ...days } }, (tx) =>
      tx.insert(Term, { id, name, ...periodOf(days) }),
    );
  }

  /** @throws RuleViolation when classes in the term would lose their days */
  update(actor: Actor, id: string, { name, ...days }: TermValues): Promise<void> {
    return this.change(
      actor,
      { action: 'term.update', id, detail: { name, ...days } },
      async (tx) => {
        const found = (await this.queries.all(tx)).find((one) => one.id === id);
        if (!found) throw gone();
        requireKept(whyKept(daysOf(found), days, await this.queries.used(tx, id)));
        await tx.update(Term, { id }, { name, ...periodOf(days) });
      },
    );
  }

  /** An empty term only. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.change(actor, { action: 'term.remove', id, detail: {} }, async (tx) => {
      if (await this.queries.hasClasses(tx, id))
        throw new RuleViolation('used', '这个学期里已经有班，不能删除');
      await tx.delete(TermOverride, { termId: id });
      const { affected } = await tx.delete(Term, { id });
      if (affected !== 1) throw gone();
    });
  }

  /** The days of a term at a school; null gives it those of the county again. */
  override(
    actor: Actor,
    school: { id: string; siteId: string },
    termId: string,
    days: TermDays | null,
  ): Promise<void> {
    const at = { siteId: school.siteId, schoolId: school.id };
    const line = { action: 'term.override', id: termId, detail: { ...at, ...days } };
    return this.change(actor, line, async (tx) => {
      const county = (await this.queries.all(tx)).find((one) => one.id === termId);
      if (!county) throw gone();
      const own = (await this.queries.overrides(tx, school.id)).find(
        (one) => one.termId === termId,
      );
      const used = await this.queries.used(tx, termId, school.id);
      requireKept(whyKept(daysOf(own ?? county), days ?? daysOf(county), used));
      await tx.delete(TermOverride, { termId, schoolId: school.id });
      if (days) await tx.insert(TermOverride, { termId, schoolId: school.id, ...periodOf(days) });
    });
  }

  /**
   * The terms that hold dates at schools, else in the county; where there is none the season of the
   * date, made on the spot.
   */
  async holding(
    tx: EntityManager,
    days: readonly { schoolId: string; date: string }[],
  ): Promise<string[]> {
    const all = async () => {
      const held = await this.holders(tx);
      const ids = days.map(held);
      return ids.every((id) => id !== null) ? ids : null;
    };
    // who makes a season locks everybody out at once: asking for more than one holds can end in a deadlock
    if (!(await all())) return this.withSeasons(tx, days);
    await this.queries.rely(tx);
    return (await all()) ?? this.withSeasons(tx, days);
  }

  /** What finds the term of a day, as things stand. */
  private async holders(tx: EntityManager) {
    const [terms, own] = [await this.queries.all(tx), await this.queries.overrides(tx)];
    return ({ schoolId, date }: { schoolId: string; date: string }): string | null => {
      const ofSchool = own.filter((one) => one.schoolId === schoolId);
      const holding = (all: typeof terms) => all.find((one) => holds(one, date))?.id;
      return holding(seenBy(terms, ofSchool)) ?? holding(terms) ?? null;
    };
  }

  private async withSeasons(
    tx: EntityManager,
    days: readonly { schoolId: string; date: string }[],
  ): Promise<string[]> {
    await this.queries.hold(tx);
    const ids: string[] = [];
    let held = await this.holders(tx);
    for (const day of days) {
      if (held(day) === null) {
        await tx.insert(Term, {
          id: newId(),
          ...seasonBetween(day.date, await this.queries.all(tx)),
        });
        held = await this.holders(tx);
      }
      ids.push(held(day)!);
    }
    return ids;
  }

  /** One change of the terms, after which no two share a day for anybody. */
  private async change(
    actor: Actor,
    { action, id, detail }: { action: string; id: string; detail: Record<string, unknown> },
    work: (tx: EntityManager) => Promise<unknown>,
  ): Promise<void> {
    const run = () =>
      this.database.write(async (tx) => {
        await this.queries.hold(tx);
        await work(tx);
        await this.requireApart(tx, id);
        const line = { action, actorId: actor.accountId, subject: 'term', subjectId: id };
        await this.audit.record(tx, [{ ...line, detail }]);
      });
    await unlessTaken(run, 'name', TAKEN);
  }

  private async requireApart(tx: EntityManager, id: string): Promise<void> {
    const [terms, overrides] = [await this.queries.all(tx), await this.queries.overrides(tx)];
    const schools = new Map(overrides.map((one) => [one.schoolId, `在${one.schoolName}，`]));
    for (const [schoolId, where] of [['', ''] as const, ...schools]) {
      const own = overrides.filter((one) => one.schoolId === schoolId);
      const clash = sharingDays(seenBy(terms, own), id);
      if (!clash) continue;
      const message = `${where}“${clash[0].name}”和“${clash[1].name}”有重叠的日子，请错开`;
      throw new RuleViolation('overlap', message, 'firstDay');
    }
  }
}

const gone = () => new Conflict('这个学期刚被删掉了，请回到学期列表看看');

function requireKept(why: { field: string; message: string } | null): void {
  if (why) throw new RuleViolation('days', why.message, why.field);
}
