import { Body, Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { OneOf } from '../../shared/web/fields';
import { redirect } from '../../shared/web/page';
import { KeptNews, keptNews } from '../enrollment.news';
import { EnrollmentsQueries } from '../enrollments.queries';
import { PlaceNews } from '../place-news.service';

class ReceiptForm {
  @OneOf(keptNews, { label: '消息' }) kind!: KeptNews;
  @OneOf(['/', '/my'], { label: '返回' }) back!: string;
}

/** 知道了: the holder of a place has read the news about it. */
@Controller('enrollments/:id/news-receipt')
@Access('account')
export class NewsReceiptsController {
  constructor(
    private readonly enrollments: EnrollmentsQueries,
    private readonly news: PlaceNews,
  ) {}

  @Post()
  async create(@Param('id') id: string, @Body() body: unknown, @CurrentActor() actor: Actor) {
    const row = await this.enrollments.find(id);
    if (row?.accountId !== actor.accountId) throw new NotFound();
    const { kind, back } = bind(ReceiptForm, body).require().value;
    await this.news.receive(actor.accountId, row.id, kind);
    return redirect(back);
  }
}
