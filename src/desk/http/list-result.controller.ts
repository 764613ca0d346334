import { Controller, Get, Param } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { NotFound } from '../../shared/web/errors';
import { page } from '../../shared/web/page';
import { DeskRosters } from '../desk-rosters.service';
import { EnrollmentListsQueries } from '../enrollment-lists.queries';
import { resultPage, resultSheet } from './list-result.page';
import { rosterFrame } from './roster.page';

interface At {
  schoolId: string;
  classId: string;
  listId: string;
}

/** What became of each row of a list: on the screen, and on paper for the door. */
@Controller('schools/:schoolId/desk/classes/:classId/enrollment-lists/:listId')
@Access('enrollment.desk')
export class ListResultController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly lists: EnrollmentListsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param() at: At, @CurrentActor() actor: Actor) {
    const { shown, list } = await this.find(at, actor);
    const model = resultPage(shown, list, this.clock.now());
    return page('desk/list-result', model, rosterFrame(shown.school, `报名结果，${model.title}`));
  }

  @Get('sheet')
  async sheet(@Param() at: At, @CurrentActor() actor: Actor) {
    const { shown, list } = await this.find(at, actor);
    const model = resultSheet(shown, list, this.clock.now());
    return page('desk/list-sheet', model, { title: `报名结果，${model.title}`, layout: 'print' });
  }

  private async find(at: At, actor: Actor) {
    const shown = await this.desk.classAt(actor, 'enrollment.desk', at);
    const list = await this.lists.find(shown.found.id, at.listId);
    if (!list) throw new NotFound();
    return { shown, list };
  }
}
