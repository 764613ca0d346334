import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Chosen, Ids, Text } from '../../shared/web/fields';
import { invalid, page, Page, redirect, Redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
import { SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm } from '../../sites/submission';
import { Deliveries } from '../deliveries.service';
import { EveningQueuesQueries } from '../evening-queues.queries';
import { MOST_SECONDS } from '../preface-fill.rules';
import { prefacePaths } from '../preface.paths';
import { QueueEdit, QueueEditing } from '../queue-editing.service';
import { prefaceFrame, queuePage, ShownQueue } from './queue.page';

interface At {
  schoolId: string;
  sessionId: string;
}

class OrderForm {
  @Text({ label: '队列', max: 400, optional: true }) seen!: string;
  @Ids({ label: '政策传真', most: 20 }) order!: string[];
}
class ItemForm {
  @Text({ label: '队列', max: 400, optional: true }) seen!: string;
  @Chosen({ label: '政策传真' }) briefId!: string;
}
class SwapForm extends ItemForm {
  @Chosen({ label: '换下哪一条', optional: true }) inPlaceOf!: string;
}
class ExemptionForm {
  @Text({ label: '免讲原因', min: 4, max: 200 }) reason!: string;
}

/** The queue of one evening for staff: what it holds, why, and every way to change that. */
@Controller('schools/:schoolId/desk/sessions/:sessionId/preface')
@Access('class.manage')
export class QueueController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly queues: EveningQueuesQueries,
    private readonly editing: QueueEditing,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  @Access('desk.view')
  @Get()
  async show(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const shown = await this.load(at, actor, 'desk.view');
    return this.page(shown, actor, emptyForm(ExemptionForm));
  }

  @Post('order')
  reorder(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.edit(at, sent, bind(OrderForm, sent.body), (edit, { order }) =>
      this.editing.reorder(edit, order),
    );
  }

  @Post('drops')
  drop(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.edit(at, sent, bind(ItemForm, sent.body), (edit, { briefId }) =>
      this.editing.drop(edit, briefId),
    );
  }

  @Post('drop-removals')
  takeBack(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.edit(at, sent, bind(ItemForm, sent.body), (edit, { briefId }) =>
      this.editing.takeBack(edit, briefId),
    );
  }

  @Post('pins')
  pin(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.edit(at, sent, bind(ItemForm, sent.body), (edit, { briefId }) =>
      this.editing.pin(edit, briefId, 'pinned'),
    );
  }

  @Post('pin-removals')
  release(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.edit(at, sent, bind(ItemForm, sent.body), (edit, { briefId }) =>
      this.editing.pin(edit, briefId, null),
    );
  }

  @Post('swaps')
  swap(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    return this.edit(at, sent, bind(SwapForm, sent.body), (edit, { briefId, inPlaceOf }) =>
      this.editing.put(edit, briefId, inPlaceOf || null),
    );
  }

  @Access('enrollment.desk')
  @Post('exemption')
  async exempt(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const shown = await this.load(at, sent.actor, 'enrollment.desk');
    const form = bind(ExemptionForm, sent.body);
    return this.carryOut(shown, sent, form, ({ reason }) =>
      this.deliveries.exempt(shown.evening, reason, sent.actor.accountId),
    );
  }

  private async edit<T extends { seen: string }>(
    at: At,
    sent: Sent,
    form: Form<T>,
    work: (edit: QueueEdit, value: T) => Promise<void>,
  ): Promise<Page | Redirect> {
    const shown = await this.load(at, sent.actor, 'class.manage');
    const { evening } = shown;
    return this.carryOut(shown, sent, form, (value) =>
      work({ evening, actorId: sent.actor.accountId, seen: value.seen }, value),
    );
  }

  /** A refusal shows the queue as it is now, so that the second of two clerks sees what changed. */
  private async carryOut<T>(
    { school, evening }: ShownQueue,
    sent: Sent,
    form: Form<T>,
    work: (value: T) => Promise<void>,
  ): Promise<Page | Redirect> {
    const at = { schoolId: school.id, sessionId: evening.sessionId };
    try {
      if (form.ok) {
        await work(form.value);
        return redirect(prefacePaths.queue(at.schoolId, at.sessionId));
      }
    } catch (error) {
      form.catchViolation(error);
    }
    const { view, model, options } = this.page(
      await this.load(at, sent.actor, 'desk.view'),
      sent.actor,
      form,
    );
    return invalid(view, model, options);
  }

  private page<T>(shown: ShownQueue, actor: Actor, form: Form<T>): Page {
    const may = {
      edit: mayAt(actor, 'class.manage', shown.school.sitePath),
      present: mayAt(actor, 'enrollment.desk', shown.school.sitePath),
    };
    const model = queuePage(shown, form, may, this.clock.now());
    const frame = prefaceFrame(shown.school, `政策传真，${shown.evening.title}`);
    return page('preface/queue', model, frame);
  }

  private async load(at: At, actor: Actor, action: Action): Promise<ShownQueue> {
    const school = await this.schools.forDesk(actor, action, at.schoolId);
    const evening = await this.queues.evening(at.sessionId, school.id);
    if (!evening) throw new NotFound();
    const [items, choices] = await Promise.all([
      this.queues.items(evening.sessionId),
      this.queues.choices(evening, dateOf(evening.startsAt), MOST_SECONDS),
    ]);
    return { school, evening, items, choices };
  }
}
