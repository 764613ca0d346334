import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { momentText } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { OneOf } from '../../shared/web/fields';
import { page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { enrollmentPaths } from '../enrollment.paths';
import { EnrollmentRow, EnrollmentsQueries } from '../enrollments.queries';
import { WishesQueries } from '../wishes.queries';
import { Wishing } from '../wishing.service';

class WishForm {
  @OneOf(['up', 'down'], { label: '方向' }) direction!: 'up' | 'down';
}

/** A person's wishes in one draw, put in order with two buttons each. */
@Controller('enrollments/:id/wishes')
@Access('account')
export class WishesController {
  constructor(
    private readonly enrollments: EnrollmentsQueries,
    private readonly wishes: WishesQueries,
    private readonly wishing: Wishing,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const row = await this.own(id, actor);
    const options: PageOptions = { title: '排志愿', tab: 'my' };
    return page('enrollment/wishes', await this.model(row), options);
  }

  @Post()
  async move(@Param('id') id: string, @SentForm() sent: Sent): Promise<Redirect> {
    const row = await this.own(id, sent.actor);
    const form = bind(WishForm, sent.body).require();
    const done = await this.submission.run(sent, form, '志愿顺序已改好', async (value) => {
      await this.wishing.move(row.id, value.direction);
      return `${enrollmentPaths.wishes(row.id)}#wish-${row.id}`;
    });
    form.require();
    return done!;
  }

  private async model(row: EnrollmentRow) {
    const wishes = await this.wishes.besides(row.id);
    const now = this.clock.now();
    return {
      name: row.profileName,
      code: row.entryCode ?? '',
      deadline: momentText(row.closesAt, now),
      open: now < row.closesAt,
      backHref: enrollmentPaths.show(row.id),
      wishes: wishes.map((wish, at) => ({
        id: wish.enrollmentId,
        number: at + 1,
        title: wish.title,
        when: momentText(wish.startsAt, now),
        place: wish.siteName,
        action: enrollmentPaths.wishes(wish.enrollmentId),
        first: at === 0,
        last: at === wishes.length - 1,
      })),
    };
  }

  private async own(id: string, actor: Actor): Promise<EnrollmentRow> {
    const row = await this.enrollments.find(id);
    if (row?.accountId !== actor.accountId) throw new NotFound();
    return row;
  }
}
