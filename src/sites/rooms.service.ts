import { Injectable } from '@nestjs/common';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import type { Actor } from '../shared/web/actor';
import { Conflict } from '../shared/web/errors';
import { PageCache } from '../shared/web/page-cache';
import { unlessTaken } from './name-taken';
import { Room } from './room.entity';

export interface RoomValues {
  name: string;
  capacity: number;
  equipment: string;
  floor: string;
  stepFree: boolean;
}

/** The school that the actor works at, as loaded for them. */
interface AtSchool {
  id: string;
  siteId: string;
}

const TAKEN = '这所夜校已有同名的教室，请换一个名称';

@Injectable()
export class RoomsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly cache: PageCache,
  ) {}

  async create(actor: Actor, school: AtSchool, values: RoomValues): Promise<string> {
    const id = newId();
    await unlessTaken(
      () =>
        this.database.write(async (tx) => {
          await tx.insert(Room, { id, schoolId: school.id, ...values, isOpen: true });
          const line = this.line(actor, school, id, 'room.create');
          await this.audit.record(tx, [{ ...line, detail: values }]);
          this.database.afterCommit(() => this.cache.clear());
        }),
      'name',
      TAKEN,
    );
    return id;
  }

  async update(actor: Actor, school: AtSchool, roomId: string, values: RoomValues): Promise<void> {
    await unlessTaken(
      () =>
        this.database.write(async (tx) => {
          await tx.update(Room, { id: roomId, schoolId: school.id }, values);
          const line = this.line(actor, school, roomId, 'room.update');
          await this.audit.record(tx, [{ ...line, detail: values }]);
          this.database.afterCommit(() => this.cache.clear());
        }),
      'name',
      TAKEN,
    );
  }

  /** Opens or closes a room to new classes; those that are arranged stay. */
  async setOpen(actor: Actor, school: AtSchool, roomId: string, open: boolean): Promise<void> {
    await this.database.write(async (tx) => {
      const from = { id: roomId, schoolId: school.id, isOpen: !open };
      const { affected } = await tx.update(Room, from, { isOpen: open });
      if (affected !== 1) throw new Conflict('教室的状态刚被改过，请回到教室列表看看');
      const line = this.line(actor, school, roomId, open ? 'room.open' : 'room.close');
      await this.audit.record(tx, [line]);
      this.database.afterCommit(() => this.cache.clear());
    });
  }

  private line(actor: Actor, school: AtSchool, roomId: string, action: string) {
    const { accountId: actorId } = actor;
    return { action, actorId, siteId: school.siteId, subject: 'room', subjectId: roomId };
  }
}
