import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { PolicyBriefsQueries } from '../../policy/policy-briefs.queries';
import { Clock } from '../../shared/kernel/clock';
import { RuleViolation } from '../../shared/kernel/rule-violation';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Chosen, Text, Whole } from '../../shared/web/fields';
import { page, Page, redirect, Redirect } from '../../shared/web/page';
import { wantsJson, WebRequest } from '../../shared/web/web-request';
import { Sent, SentForm } from '../../sites/submission';
import { Deliveries, Spoken } from '../deliveries.service';
import { EveningQueuesQueries, QueueEvening } from '../evening-queues.queries';
import { prefacePaths } from '../preface.paths';
import { MOST_SPOKEN_SECONDS } from '../queue.rules';
import { presentPage, showPage } from './present.page';

class DeliveryForm {
  @Chosen({ label: '政策传真' }) briefId!: string;
  @Whole({ label: '用时', min: 1, max: MOST_SPOKEN_SECONDS }) seconds!: number;
  /** The phone's moment in milliseconds by the server's clock; empty for a press just now. */
  @Text({ label: '时间', max: 14, optional: true }) at!: string;
}

/** 讲台: what an evening begins with, large and line by line, and that it was spoken. */
@Controller('sessions/:sessionId/preface')
@Access('enrollment.desk')
export class PresentController {
  constructor(
    private readonly queues: EveningQueuesQueries,
    private readonly briefs: PolicyBriefsQueries,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  @Access('public')
  @Get()
  async show(@Param('sessionId') sessionId: string): Promise<Page> {
    const evening = await this.queues.evening(sessionId);
    if (!evening) throw new NotFound();
    const items = await this.queues.items(sessionId);
    return page('preface/show', showPage(evening, items, this.clock.now()), {
      ...{ title: `政策传真，${evening.title}`, tab: 'classes' },
    });
  }

  @Get('present')
  async present(
    @Param('sessionId') sessionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    return this.page(await this.load(sessionId, actor), actor);
  }

  /** One brief was said to the end; a phone that had no network sends it later, perhaps twice. */
  @Post('deliveries')
  async create(
    @Param('sessionId') sessionId: string,
    @Req() request: WebRequest,
    @SentForm() { actor, body }: Sent,
  ): Promise<Page | Redirect | { state: string; message: string }> {
    const evening = await this.load(sessionId, actor);
    const { briefId, seconds, at } = bind(DeliveryForm, body).require().value;
    const spoken = { briefId, seconds, ...momentOf(at, this.clock.now()) };
    const sorry = await this.refusal(evening, spoken, actor);
    if (wantsJson(request)) return { state: sorry ? 'refused' : 'delivered', message: sorry };
    return sorry === ''
      ? redirect(prefacePaths.present(sessionId))
      : this.page(evening, actor, sorry);
  }

  private async refusal(evening: QueueEvening, spoken: Spoken, actor: Actor): Promise<string> {
    try {
      await this.deliveries.record(evening, spoken, actor.accountId);
      return '';
    } catch (error) {
      if (error instanceof RuleViolation) return error.message;
      throw error;
    }
  }

  private async page(evening: QueueEvening, actor: Actor, sorry = ''): Promise<Page> {
    const items = await this.queues.items(evening.sessionId);
    const texts = await this.briefs.texts(items.map(({ briefId }) => briefId));
    const { accountId } = actor;
    const model = presentPage(evening, items, new Map(texts.map((one) => [one.id, one])), {
      ...{ now: this.clock.now(), accountId, sorry },
    });
    return page('preface/present', model, {
      ...{ title: `讲台，${evening.title}`, layout: 'stage', night: true },
      ...{ scripts: ['js/kept-deliveries.js', 'js/prompter.js'], status: sorry ? 422 : 200 },
    });
  }

  private async load(sessionId: string, actor: Actor): Promise<QueueEvening> {
    const evening = await this.queues.evening(sessionId);
    if (!evening || !mayAt(actor, 'enrollment.desk', evening.sitePath)) throw new NotFound();
    return evening;
  }
}

const momentOf = (at: string, now: Date): Pick<Spoken, 'at' | 'source'> =>
  /^\d{12,14}$/.test(at)
    ? { at: new Date(Number(at)), source: 'offline' }
    : { at: now, source: 'online' };
