import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import type { Actor } from '../shared/web/actor';
import { PageCache } from '../shared/web/page-cache';
import { School } from './school.entity';

export interface SchoolValues {
  name: string;
  principal: string;
  phone: string;
  address: string;
  stepFree: boolean;
  stepFreeNote: string;
  intro: string;
  art: string;
  closesAt: string;
}

@Injectable()
export class SchoolsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly cache: PageCache,
  ) {}

  /** @param school as it was loaded for the actor; the record names which fields changed */
  async update(
    actor: Actor,
    school: SchoolValues & { id: string; siteId: string },
    values: SchoolValues,
  ): Promise<void> {
    const names = Object.keys(values) as (keyof SchoolValues)[];
    const changed = names.filter((name) => values[name] !== school[name]);
    if (changed.length === 0) return;
    await this.database.write(async (tx) => {
      await tx.update(School, { id: school.id }, { ...values });
      await this.audit.record(tx, [
        {
          action: 'school.update',
          actorId: actor.accountId,
          siteId: school.siteId,
          subject: 'school',
          subjectId: school.id,
          detail: { changed },
        },
      ]);
      this.database.afterCommit(() => this.cache.clear());
    });
  }
}
