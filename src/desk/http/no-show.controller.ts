import { Controller, Param, Post } from '@nestjs/common';
import { maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Access } from '../../shared/web/access';
import { pressed } from '../../shared/web/bind';
import { RuleViolation } from '../../shared/kernel/rule-violation';
import { Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskRosters } from '../desk-rosters.service';
import { NoShows } from '../no-shows.service';

interface At {
  schoolId: string;
  enrollmentId: string;
}

/** 未到: who had a seat on a single evening and did not come. */
@Controller('schools/:schoolId/desk/enrollments/:enrollmentId/no-show')
@Access('enrollment.desk')
export class NoShowController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly noShows: NoShows,
    private readonly submission: Submission,
  ) {}

  @Post()
  mark(@Param() at: At, @SentForm() sent: Sent): Promise<Redirect> {
    return this.press(at, sent, '记了未到', (id, by) => this.noShows.mark(id, by));
  }

  @Post('removal')
  undo(@Param() at: At, @SentForm() sent: Sent): Promise<Redirect> {
    return this.press(at, sent, '的未到撤回了', (id, by) => this.noShows.undo(id, by));
  }

  private async press(
    at: At,
    sent: Sent,
    said: string,
    work: (enrollmentId: string, actorId: string) => Promise<void>,
  ): Promise<Redirect> {
    const { school, row } = await this.desk.enrollmentAt(sent.actor, 'enrollment.desk', at);
    const form = pressed(sent.body);
    const line = `${maskName(row.profileName)} ${said}`;
    const done = await this.submission.run(sent, form, line, async () => {
      await work(row.id, sent.actor.accountId);
      return schedulingPaths.roster(school.id, row.classId);
    });
    if (!done) throw new RuleViolation('no_show', [...form.errors.values()][0]!);
    return done;
  }
}
