import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind } from '../../shared/web/bind';
import { Conflict } from '../../shared/web/errors';
import { OneOf } from '../../shared/web/fields';
import type { Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { ResponseKind, responseKinds } from '../brief-response.entity';
import { BriefResponses } from '../brief-responses.service';
import { policyPaths } from '../policy.paths';
import { PublicBriefsQueries } from '../public-briefs.queries';

class ResponseForm {
  @OneOf(responseKinds, { label: '反馈' }) kind!: ResponseKind;
}

/** 听懂了, 想再了解, by somebody who is signed in. */
@Controller('policy/:id/responses')
@Access('account')
export class ResponsesController {
  constructor(
    private readonly briefs: PublicBriefsQueries,
    private readonly responses: BriefResponses,
    private readonly submission: Submission,
  ) {}

  @Post()
  async create(@Param('id') id: string, @SentForm() sent: Sent): Promise<Redirect> {
    const brief = await this.briefs.show(id);
    const form = bind(ResponseForm, sent.body).require();
    const done = await this.submission.run(sent, form, '谢谢，已记下', async ({ kind }) => {
      await this.responses.respond(brief.id, sent.actor.accountId, kind);
      return policyPaths.show(brief.id);
    });
    if (done) return done;
    throw new Conflict([...form.errors.values()][0]!);
  }
}
