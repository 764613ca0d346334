import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind, Form, pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import { OneOf } from '../../shared/web/fields';
import { Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { profilePaths } from '../identity.paths';
import { ProfilesQueries } from '../profiles.queries';
import { Profiles } from '../profiles.service';
import { Sessions } from '../sessions.service';

class PhotoForm {
  @OneOf(['0', '1'], { label: '是否同意' }) on!: string;
}

/** The one-press settings of the account page. */
@Controller('profiles')
@Access('account')
export class AccountSettingsController {
  constructor(
    private readonly queries: ProfilesQueries,
    private readonly service: Profiles,
    private readonly sessions: Sessions,
    private readonly submission: Submission,
  ) {}

  @Post(':profileId/photo-consent')
  async photo(@Param('profileId') id: string, @SentForm() sent: Sent): Promise<Redirect> {
    const profile = await this.queries.own(sent.actor.accountId, id);
    if (!profile) throw new NotFound();
    const form = bind(PhotoForm, sent.body).require();
    const said = form.value.on === '1' ? '已记下您的同意' : '已收回同意，照片里不再出现';
    return this.done(sent, form, said, ({ on }) =>
      this.service.setPhotoConsent(sent.actor, profile.id, on === '1'),
    );
  }

  @Post('other-sign-outs')
  otherSignOuts(@SentForm() sent: Sent): Promise<Redirect> {
    const { accountId, sessionKey } = sent.actor;
    return this.done(sent, pressed(sent.body), '别的手机和电脑都已退出', () =>
      this.sessions.endOthers(accountId, sessionKey),
    );
  }

  private async done<T>(
    sent: Sent,
    form: Form<T>,
    said: string,
    work: (value: T) => Promise<unknown>,
  ): Promise<Redirect> {
    const answer = await this.submission.run(sent, form, said, async (value) => {
      await work(value);
      return profilePaths.index();
    });
    if (!answer) throw new Conflict('请刷新页面后再试');
    return answer;
  }
}
