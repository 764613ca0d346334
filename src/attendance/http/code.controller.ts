import { Controller, Get, Param, Res } from '@nestjs/common';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { NotFound } from '../../shared/web/errors';
import { page, Page } from '../../shared/web/page';
import type { WebReply } from '../../shared/web/web-request';
import { SchoolsQueries } from '../../sites/schools.queries';
import { whyNoSelfCheckIn } from '../attendance.rules';
import { secondsLeft } from '../check-in-code';
import { CheckIns } from '../check-ins.service';
import { DoorQueries } from '../door.queries';
import { codePage } from './code.page';
import { doorFrame } from './door.page';

/** The code of an evening, to be held up at the door; only those who may tick see it. */
@Controller('schools/:schoolId/desk/sessions/:sessionId/code')
@Access('enrollment.desk')
export class CodeController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly doors: DoorQueries,
    private readonly checkIns: CheckIns,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The browser asks again when the code changes, by a header, so it needs no script. */
  @Get()
  async show(
    @Param() at: { schoolId: string; sessionId: string },
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'enrollment.desk', at.schoolId);
    const evening = await this.doors.evening(school.id, at.sessionId);
    if (!evening) throw new NotFound();
    const now = this.clock.now();
    const why = evening.cancelled ? '这一节取消了' : whyNoSelfCheckIn(evening, now);
    const { publicUrl } = this.config;
    const model = codePage(school, evening, { code: this.checkIns.code(evening), why, publicUrl });
    void reply.header('refresh', String(secondsLeft(now) + 1)).header('cache-control', 'no-store');
    return page('attendance/code', model, doorFrame(school, `签到码，${evening.title}`));
  }
}
