import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Chosen, Text } from '../../shared/web/fields';
import { Flash } from '../../shared/web/flash';
import { invalid, page, Page, PageOptions, redirect, Redirect } from '../../shared/web/page';
import type { WebReply } from '../../shared/web/web-request';
import { attendancePaths } from '../attendance.paths';
import { CheckIns } from '../check-ins.service';
import { CheckInsQueries } from '../check-ins.queries';
import { DoorQueries } from '../door.queries';
import { checkInPage } from './check-in.page';

class CheckInForm {
  @Text({ label: '签到码', max: 12 }) code!: string;
  @Chosen({ label: '谁来上课' }) profileId!: string;
}

const OPTIONS: PageOptions = { title: '签到', tab: 'my' };

/** A learner checks in by the code at the door. */
@Controller()
@Access('account')
export class CheckInController {
  constructor(
    private readonly doors: DoorQueries,
    private readonly checkIns: CheckIns,
    private readonly own: CheckInsQueries,
    private readonly clock: Clock,
    private readonly flash: Flash,
  ) {}

  /** Where the QR code of the door leads; it changes nothing until the person confirms. */
  @Get('sessions/:id/check-in')
  async ask(
    @Param('id') id: string,
    @Query('code') code: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const { evening, seats } = await this.eveningOf(id, actor);
    const scanned = typeof code === 'string' && /^\d{6}$/.test(code) ? code : '';
    const form = emptyForm(CheckInForm, { code: scanned });
    return page(
      'attendance/check-in',
      checkInPage(evening, seats, form, this.clock.now()),
      OPTIONS,
    );
  }

  @Post('sessions/:id/check-ins')
  async create(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Page | Redirect> {
    const { evening, seats } = await this.eveningOf(id, actor);
    const form = bind(CheckInForm, body);
    const seat = seats.find(({ profileId }) => profileId === form.value.profileId);
    if (form.ok && !seat) form.fail('', '这个人没有这个班的名额');
    try {
      if (form.ok && seat) {
        await this.checkIns.checkIn(evening, seat, form.value.code, actor.accountId);
        this.flash.say(reply, `${seat.name}，签到好了`);
        return redirect(attendancePaths.own(seat.enrollmentId));
      }
    } catch (error) {
      form.catchViolation(error);
    }
    return invalid(
      'attendance/check-in',
      checkInPage(evening, seats, form, this.clock.now()),
      OPTIONS,
    );
  }

  /** Any evening that is public, and the seats this account has there. */
  private async eveningOf(id: string, actor: Actor) {
    const evening = await this.doors.find(id);
    if (!evening) throw new NotFound();
    return { evening, seats: await this.own.seats(id, actor.accountId) };
  }
}
