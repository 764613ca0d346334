import { Controller, Get, Param, Res } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { page } from '../../shared/web/page';
import { WebReply } from '../../shared/web/web-request';
import { StandingQueries } from '../../standing/standing.queries';
import { whyNoNoShow } from '../../standing/standing.rules';
import { DeskClass, DeskRosters } from '../desk-rosters.service';
import { csvFile } from '../roster-file';
import { RosterQueries } from '../roster.queries';
import type { NoShowFacts } from './no-show.page';
import { rosterFrame, rosterLines, rosterPage, sheetPage } from './roster.page';

interface At {
  schoolId: string;
  classId: string;
}

/** Who is in a class: on the screen, as a file, on paper. */
@Controller('schools/:schoolId/desk/classes/:classId')
@Access('desk.view')
export class RosterController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly rosters: RosterQueries,
    private readonly marks: StandingQueries,
    private readonly clock: Clock,
  ) {}

  @Get('roster')
  async show(@Param() at: At, @CurrentActor() actor: Actor) {
    const shown = await this.desk.classAt(actor, 'desk.view', at);
    const rows = await this.rosters.ofClass(shown.found.id);
    const mayEnroll = mayAt(actor, 'enrollment.desk', shown.school.sitePath);
    const noShows = await this.noShows(shown, mayEnroll);
    const model = rosterPage(shown, rows, mayEnroll, noShows, this.clock.now());
    return page('desk/roster', model, rosterFrame(shown.school, `名单，${model.title}`));
  }

  /** Asked of the database only once there can be any. */
  private async noShows({ school, found }: DeskClass, mayEnroll: boolean): Promise<NoShowFacts> {
    const now = this.clock.now();
    const none = { schoolId: school.id, mayMark: false, marks: new Map<string, never>() };
    if (found.sessionCount > 1 || found.endsAt > now) return none;
    const [evening, marks] = await Promise.all([
      this.marks.firstEvening(found.id),
      this.marks.noShowsIn(found.id),
    ]);
    const counts = evening !== null && whyNoNoShow(evening, now) === null;
    return { ...none, mayMark: counts && mayEnroll, marks };
  }

  @Access('enrollment.desk')
  @Get('roster.csv')
  async file(
    @Param() at: At,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const { school, found } = await this.desk.classAt(actor, 'enrollment.desk', at);
    const rows = await this.rosters.ofClass(found.id);
    await this.desk.recordLook('roster.export', actor, school, found.id, { people: rows.length });
    const name = encodeURIComponent(`${found.title} 名单.csv`);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="roster.csv"; filename*=UTF-8''${name}`);
    return csvFile(rosterLines(rows, this.clock.now()));
  }

  @Get('sheet')
  async sheet(@Param() at: At, @CurrentActor() actor: Actor) {
    const shown = await this.desk.classAt(actor, 'desk.view', at);
    const { school, found } = shown;
    const rows = await this.rosters.ofClass(found.id);
    await this.desk.recordLook('roster.print', actor, school, found.id, { people: rows.length });
    const model = sheetPage(shown, rows, this.clock.now());
    return page('desk/sheet', model, { title: `签到表，${found.title}`, layout: 'print' });
  }
}
