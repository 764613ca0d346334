import { Injectable } from '@nestjs/common';
import { addDays, instantOf } from '../shared/kernel/shanghai';
import type { Actor } from '../shared/web/actor';
import { SchoolsQueries } from '../sites/schools.queries';
import { FeedsQueries } from './feeds.queries';

/** A school with the evenings of a week, for somebody who works there. */
@Injectable()
export class SchoolWeeks {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly feeds: FeedsQueries,
  ) {}

  /** @param week the date of its Monday */
  async find(actor: Actor, schoolId: string, week: string) {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const span = { startsAt: instantOf(week), endsAt: instantOf(addDays(week, 7)) };
    return { school, evenings: await this.feeds.ofSchool(school.id, span) };
  }
}
