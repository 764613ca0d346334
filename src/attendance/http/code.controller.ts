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
import { codePage, printedCodePage } from './code.page';
import { doorFrame } from './door.page';

interface At {
  schoolId: string;
  sessionId: string;
}

/** The code of an evening, held up at the door or on paper; only those who may tick see it. */
@Controller('schools/:schoolId/desk/sessions/:sessionId')
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
  @Get('code')
  async show(
    @Param() at: At,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Page> {
    const { school, evening } = await this.eveningAt(actor, at);
    const now = this.clock.now();
    const why = evening.cancelled ? '这一节取消了' : whyNoSelfCheckIn(evening, now);
    const { publicUrl } = this.config;
    const model = codePage(school, evening, { code: this.checkIns.code(evening), why, publicUrl });
    void reply.header('refresh', String(secondsLeft(now) + 1)).header('cache-control', 'no-store');
    return page('attendance/code', model, doorFrame(school, `签到码，${evening.title}`));
  }

  /** A sheet of A4 for a door where nobody holds up a phone. */
  @Get('printed-code')
  async print(
    @Param() at: At,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Page> {
    const { school, evening } = await this.eveningAt(actor, at);
    if (evening.cancelled) throw new NotFound();
    const shown = { publicUrl: this.config.publicUrl, now: this.clock.now() };
    const code = this.checkIns.printedCode(evening);
    void reply.header('cache-control', 'no-store');
    return page('attendance/printed-code', printedCodePage(school, evening, { code, ...shown }), {
      ...{ title: `签到码，${evening.title}`, layout: 'print', styles: ['css/poster.css'] },
    });
  }

  private async eveningAt(actor: Actor, at: At) {
    const school = await this.schools.forDesk(actor, 'enrollment.desk', at.schoolId);
    const evening = await this.doors.evening(school.id, at.sessionId);
    if (!evening) throw new NotFound();
    return { school, evening };
  }
}
