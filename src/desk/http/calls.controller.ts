import { Controller, Get, Param } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { page } from '../../shared/web/page';
import { CallsQueries } from '../calls.queries';
import { DeskRosters } from '../desk-rosters.service';
import { callsPage } from './calls.page';
import { rosterFrame } from './roster.page';

/** Who of a class has no e-mail and must be phoned about what happened to their place. */
@Controller('schools/:schoolId/desk/classes/:classId/calls')
@Access('desk.view')
export class CallsController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly calls: CallsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param() at: { schoolId: string; classId: string }, @CurrentActor() actor: Actor) {
    const shown = await this.desk.classAt(actor, 'desk.view', at);
    const rows = await this.calls.ofClass(shown.found.id);
    const mayCall = mayAt(actor, 'enrollment.desk', shown.school.sitePath);
    const model = callsPage(shown, rows, mayCall, this.clock.now());
    const frame = rosterFrame(shown.school, `要打电话通知的人，${model.title}`);
    return page('desk/calls', model, frame);
  }
}
