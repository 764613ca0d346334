import { Controller, Get, Param } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import { SchoolsQueries } from '../../sites/schools.queries';
import { ComingQueuesQueries } from '../coming-queues.queries';
import { schoolPage } from './overview.page';
import { prefaceFrame } from './queue.page';

/** So far ahead an evening without a brief is shown to those who can still do something. */
const AHEAD_DAYS = 14;
const BACK_DAYS = 7;

/** 政策传真 of a school: what the coming evenings begin with. */
@Controller('schools/:schoolId/desk/preface')
@Access('desk.view')
export class SchoolPrefaceController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly coming: ComingQueuesQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const now = this.clock.now();
    const today = dateOf(now);
    const until = instantOf(addDays(today, AHEAD_DAYS));
    const [coming, unclosed] = await Promise.all([
      this.coming.ofSchool(school.id, instantOf(today), until),
      this.coming.unclosed(school.id, instantOf(addDays(today, -BACK_DAYS)), now),
    ]);
    const frame = prefaceFrame(school, `课前传达，${school.name}`);
    return page('preface/school', schoolPage(school, coming, unclosed, now), frame);
  }
}
