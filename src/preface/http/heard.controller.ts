import { Controller, Get } from '@nestjs/common';
import { policyPaths } from '../../policy/policy.paths';
import { Clock } from '../../shared/kernel/clock';
import { momentText } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { page, Page } from '../../shared/web/page';
import { HeardQueries } from '../heard.queries';

/** What a learner has heard before class, to look it up again. */
@Controller('my/prefaces')
@Access('account')
export class HeardController {
  constructor(
    private readonly heard: HeardQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    const now = this.clock.now();
    const heard = (await this.heard.of(actor.accountId)).map((one) => ({
      title: one.title,
      href: policyPaths.show(one.briefId),
      where: `${one.profileName}，${one.classTitle}`,
      when: momentText(one.at, now),
    }));
    const model = { heard, policyHref: policyPaths.index() };
    return page('preface/heard', model, { title: '我听过的政策传真', tab: 'my' });
  }
}
