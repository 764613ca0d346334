import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Sessions } from '../../identity/sessions.service';
import { NightClassesQueries, ShownClass } from '../../scheduling/night-classes.queries';
import { stateAt } from '../../scheduling/night-class.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { emptyForm } from '../../shared/web/bind';
import { Cookies } from '../../shared/web/cookies';
import { page, Page, redirect, Redirect } from '../../shared/web/page';
import { WebReply, WebRequest } from '../../shared/web/web-request';
import { BUTTON_BEFORE_MS, SESSION_BEYOND_MS } from '../opening.rules';
import { openingOptions, openingPage } from './opening.page';
import { EnrollForm, Presses } from './presses';

/** Where people wait for a class to open: one light page, one button that works without reload. */
@Controller('classes/:id/opening')
@Access('public')
export class OpeningController {
  constructor(
    private readonly classes: NightClassesQueries,
    private readonly presses: Presses,
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Param('id') id: string,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<Page | Redirect> {
    const now = this.clock.now();
    const shown = await this.classes.show(id);
    if (stateAt(shown, now) !== 'published' || shown.toDraw)
      return redirect(schedulingPaths.show(id));
    await this.keepSession(shown, now, request, reply);
    const press = await this.presses.of(shown, request.actor ?? null, now, { state: 'open' });
    const model = openingPage(shown, press, emptyForm(EnrollForm), now);
    return page('enrollment/opening', model, openingOptions(shown));
  }

  /** Nobody is signed out between this page and the press it is for. */
  private async keepSession(
    { opensAt }: ShownClass,
    now: Date,
    request: WebRequest,
    reply: WebReply,
  ): Promise<void> {
    const token = this.cookies.session(request);
    if (!request.actor || !token || opensAt.getTime() - now.getTime() > BUTTON_BEFORE_MS) return;
    const until = new Date(opensAt.getTime() + SESSION_BEYOND_MS);
    const maxAge = await this.sessions.outlast(request.actor.sessionKey, until);
    if (maxAge !== null) this.cookies.setSession(reply, token, maxAge);
  }
}
