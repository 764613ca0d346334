import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import { PageCache } from '../shared/web/page-cache';
import { School } from './school.entity';
import { Site } from './site.entity';
import { levelBelow, whyNotCover } from './site.rules';

/** What a new station says about its school. */
export interface FirstSchool {
  principal: string;
  phone: string;
  address: string;
}

interface Place {
  id: string;
  level: Site['level'];
  path: string;
  parentId: string | null;
  isHub: boolean;
}

/** The centre's work on the tree. Nothing is ever moved: a path names its site for good. */
@Injectable()
export class SitesService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly cache: PageCache,
  ) {}

  /** @param school given for a station, which always has one */
  async create(
    actor: Actor,
    parent: Place,
    name: string,
    school: FirstSchool | null,
  ): Promise<string> {
    const level = levelBelow(parent.level);
    if (!level) throw new RuleViolation('no_level_below', '点下面不能再设阵地');
    const id = newId();
    await this.database.write(async (tx) => {
      await refuseTaken(tx, parent.id, name, id);
      const position = await tx.countBy(Site, { parentId: parent.id });
      const path = `${parent.path}${id}/`;
      await tx.insert(Site, { id, parentId: parent.id, level, name, path, position });
      if (school) await tx.insert(School, firstSchool(id, name, school));
      await this.record(tx, actor, 'site.create', id, { level, name });
    });
    return id;
  }

  async rename(actor: Actor, site: Place, name: string): Promise<void> {
    await this.database.write(async (tx) => {
      if (site.parentId !== null) await refuseTaken(tx, site.parentId, name, site.id);
      await tx.update(Site, { id: site.id }, { name });
      await this.record(tx, actor, 'site.rename', site.id, { name });
    });
  }

  /** Makes a station a 中心站 that covers these stations, or an ordinary one again. */
  async setHub(actor: Actor, site: Place, isHub: boolean, covers: readonly Place[]): Promise<void> {
    if (!isHub && covers.length > 0)
      throw new RuleViolation('no_hub', '先勾选“设为中心站”，再选它覆盖的站', 'isHub');
    const reason = whyNotCover(site, covers);
    if (reason) throw new RuleViolation('cannot_cover', reason, 'covers');
    const ids = covers.map((one) => one.id);
    await this.database.write(async (tx) => {
      await tx.update(Site, { hubId: site.id }, { hubId: null });
      await tx.update(Site, { id: site.id }, isHub ? { isHub, hubId: null } : { isHub });
      if (ids.length > 0) await tx.update(Site, { id: In(ids) }, { hubId: site.id });
      await this.record(tx, actor, 'site.hub', site.id, { isHub, covers: ids });
    });
  }

  private async record(
    tx: EntityManager,
    actor: Actor,
    action: string,
    siteId: string,
    detail: object,
  ): Promise<void> {
    const { accountId: actorId } = actor;
    await this.audit.record(tx, [
      { action, actorId, siteId, subject: 'site', subjectId: siteId, detail },
    ]);
    this.database.afterCommit(() => this.cache.clear());
  }
}

async function refuseTaken(
  tx: EntityManager,
  parentId: string,
  name: string,
  except: string,
): Promise<void> {
  const found = await tx.findOneBy(Site, { parentId, name });
  if (found && found.id !== except)
    throw new RuleViolation('name_taken', '同一级已有这个名称，请换一个', 'name');
}

const firstSchool = (siteId: string, siteName: string, values: FirstSchool): School =>
  Object.assign(new School(), {
    id: newId(),
    siteId,
    name: `${siteName}市民夜校`,
    stepFree: false,
    stepFreeNote: '',
    intro: '',
    art: 'block',
    ...values,
  });
