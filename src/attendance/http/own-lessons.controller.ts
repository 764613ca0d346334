import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { enrollmentPaths } from '../../enrollment/enrollment.paths';
import { EnrollmentsQueries } from '../../enrollment/enrollments.queries';
import { Config } from '../../shared/config/config';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Chosen } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { page, Page, redirect, Redirect } from '../../shared/web/page';
import type { WebReply } from '../../shared/web/web-request';
import { CheckInsQueries } from '../check-ins.queries';
import { Leaves } from '../leaves.service';
import { ownCode, ownPage } from './check-in.page';

class LeaveForm {
  @Chosen({ label: '哪一节' }) sessionId!: string;
}

/** A learner's own lessons of a class: every mark, the own code for the door, leave from an evening to come. */
@Controller('enrollments/:id')
@Access('account')
export class OwnLessonsController {
  constructor(
    private readonly enrollments: EnrollmentsQueries,
    private readonly own: CheckInsQueries,
    private readonly leaves: Leaves,
    private readonly flash: Flash,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get('attendance')
  async marks(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const row = await this.enrollments.find(id);
    if (row?.accountId !== actor.accountId) throw new NotFound();
    const model = {
      ...ownPage(row, await this.own.lessons(row.id), this.clock.now()),
      ...ownCode(row, this.config.publicUrl),
    };
    return page('attendance/own', model, { title: `签到，${row.title}`, tab: 'my' });
  }

  @Post('leaves')
  async ask(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Redirect> {
    const { place, lesson } = await this.lessonOf(id, body, actor);
    await this.leaves.ask(place, lesson);
    this.flash.say(reply, `第 ${lesson.position} 节请好假了，这一节不算缺课`);
    return redirect(enrollmentPaths.attendance(id));
  }

  @Post('leave-removals')
  async takeBack(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Redirect> {
    const { place, lesson } = await this.lessonOf(id, body, actor);
    await this.leaves.takeBack(place, lesson);
    this.flash.say(reply, `第 ${lesson.position} 节的请假取消了，到时见`);
    return redirect(enrollmentPaths.attendance(id));
  }

  /** An evening of one's own class; throws NotFound for everything else. */
  private async lessonOf(id: string, body: unknown, actor: Actor) {
    const place = await this.enrollments.find(id);
    if (place?.accountId !== actor.accountId) throw new NotFound();
    const { sessionId } = bind(LeaveForm, body).require().value;
    const lesson = (await this.own.lessons(id)).find((one) => one.sessionId === sessionId);
    if (!lesson) throw new NotFound();
    return { place, lesson };
  }
}
