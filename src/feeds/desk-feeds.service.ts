import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock';
import { NotFound } from '../shared/web/errors';
import { RoomsQueries } from '../sites/rooms.queries';
import type { SchoolRow } from '../sites/schools.queries';
import { FeedLinks, FeedOwner, linkIdOf } from './feed-links.service';
import { FeedLinksQueries } from './feed-links.queries';

/** A feed that a school may open, or has opened. */
export interface DeskFeed {
  owner: FeedOwner;
  name: string;
  /** Null while it is closed. */
  token: string | null;
}

/** The feeds of a school: its own, those of its rooms, and of who teaches there. */
@Injectable()
export class DeskFeeds {
  constructor(
    private readonly rooms: RoomsQueries,
    private readonly queries: FeedLinksQueries,
    private readonly links: FeedLinks,
    private readonly clock: Clock,
  ) {}

  /** Open feeds stay in the list when the room is closed or the teacher has left, to be closed too. */
  async list({ id: schoolId, name }: SchoolRow): Promise<DeskFeed[]> {
    const [rooms, teachers, open] = await Promise.all([
      this.rooms.ofSchool(schoolId),
      this.queries.teachersAt(schoolId, this.clock.now()),
      this.queries.openAt(schoolId),
    ]);
    const tokens = new Map(open.map((link) => [link.id, this.links.tokenOf(link)]));
    const named = open.filter((one) => one.kind === 'teacher').map((one) => one.teacherName);
    const feeds = [
      { name, owner: ownerAt(schoolId, 'school') },
      ...rooms
        .filter((room) => room.isOpen || tokens.has(room.id))
        .map((room) => ({ name: room.name, owner: ownerAt(schoolId, 'room', room.id) })),
      ...[...new Set([...teachers, ...named])].map((teacher) => ({
        name: teacher,
        owner: { ...ownerAt(schoolId, 'teacher'), teacherName: teacher },
      })),
    ];
    return feeds.map((feed) => ({ ...feed, token: tokens.get(linkIdOf(feed.owner)) ?? null }));
  }

  /** @throws NotFound for a feed that is none of this school's */
  async find(school: SchoolRow, linkId: string): Promise<DeskFeed> {
    const found = (await this.list(school)).find(({ owner }) => linkIdOf(owner) === linkId);
    if (!found) throw new NotFound();
    return found;
  }
}

const ownerAt = (
  schoolId: string,
  kind: 'teacher' | 'room' | 'school',
  ownerId = schoolId,
): FeedOwner => ({ kind, ownerId, schoolId, teacherName: '' });
