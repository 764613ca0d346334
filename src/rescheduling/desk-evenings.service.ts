import { Injectable } from '@nestjs/common';
import { DeskClasses } from '../scheduling/desk-classes.service';
import type { Actor } from '../shared/web/actor';
import { NotFound } from '../shared/web/errors';
import { EveningsQueries } from './evenings.queries';

/** Loads an evening of a school for somebody who may change it; for anyone else it does not exist. */
@Injectable()
export class DeskEvenings {
  constructor(
    private readonly desk: DeskClasses,
    private readonly queries: EveningsQueries,
  ) {}

  async find(actor: Actor, at: { schoolId: string; sessionId: string }) {
    const { schoolId } = at;
    const classId = await this.queries.classOf(schoolId, at.sessionId);
    const { school, found } = await this.desk.find(actor, 'class.manage', { schoolId, classId });
    const rooms = await this.desk.roomsOf(school);
    const session = found.sessions.find(({ id }) => id === at.sessionId);
    if (!session) throw new NotFound();
    return { school, found, session, rooms };
  }

  /** What the evening is to stand on: its class in this room. */
  place(shown: Awaited<ReturnType<DeskEvenings['find']>>, roomId: string) {
    const { school, found, session } = shown;
    return roomId === session.roomId
      ? this.desk.placeOf(school, { ...found, roomId })
      : this.desk.place(school, found.courseId, roomId);
  }
}
