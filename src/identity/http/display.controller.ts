import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { Cookies } from '../../shared/web/cookies';
import { OneOf, Text } from '../../shared/web/fields';
import { localPath, page, redirect } from '../../shared/web/page';
import { ParkedForms } from '../../shared/web/parked-forms';
import { WebReply, WebRequest } from '../../shared/web/web-request';

class ElderModeForm {
  @OneOf(['0', '1'], { label: '长辈版或标准版' }) on!: string;
  @Text({ label: '去处', max: 2_000, optional: true }) back!: string;
}

/** The large-print switch, and the form that waited for a sign-in. */
@Controller()
export class DisplayController {
  constructor(
    private readonly cookies: Cookies,
    private readonly parked: ParkedForms,
  ) {}

  @Access('public', { token: false })
  @Post('elder-mode')
  elder(@Body() body: unknown, @Res({ passthrough: true }) reply: WebReply) {
    const { on, back } = bind(ElderModeForm, body).require().value;
    this.cookies.setElder(reply, on === '1');
    return redirect(localPath(back));
  }

  @Access('account')
  @Get('resumption')
  async resume(
    @CurrentActor() actor: Actor,
    @Req() request: WebRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ) {
    const waiting = await this.parked.find(actor.accountId, request);
    if (!waiting) return redirect('/my');
    this.parked.forget(reply);
    const fields = waiting.fields
      .filter(([name]) => name !== 'actionKey')
      .map(([name, value]) => ({ name, value }));
    return page('identity/resumption', { action: waiting.path, fields }, { title: '继续提交' });
  }
}
