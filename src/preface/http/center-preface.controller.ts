import { Controller, Get, Post } from '@nestjs/common';
import { BriefLevel, briefLevelNames, briefLevels } from '../../policy/brief-words';
import { PolicyBriefsQueries } from '../../policy/policy-briefs.queries';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, scopePaths } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Chosen, DateField } from '../../shared/web/fields';
import { invalid, page, Page, Redirect, redirect } from '../../shared/web/page';
import { centerDesk } from '../../sites/desk-frame';
import { isAtCentre, requireCentre } from '../../sites/site.rules';
import { SitesQueries } from '../../sites/sites.queries';
import { Sent, SentForm } from '../../sites/submission';
import { ComingQueuesQueries } from '../coming-queues.queries';
import { CountyPinsQueries } from '../county-pins.queries';
import { CountyPins } from '../county-pins.service';
import { prefacePaths } from '../preface.paths';
import { centerPage } from './overview.page';

/** So far ahead an evening without a brief is shown to those who can still do something. */
const AHEAD_DAYS = 14;

class PinForm {
  @Chosen({ label: '先讲什么' }) what!: string;
  @Chosen({ label: '在哪里' }) siteId!: string;
  @DateField({ label: '从哪天' }) fromDay!: string;
  @DateField({ label: '到哪天' }) toDay!: string;
}
class ReleaseForm {
  @Chosen({ label: '哪一条' }) id!: string;
}

/** The county's view: where nothing would be said, and what is to be said first. */
@Controller('center/preface')
@Access('center.view')
export class CenterPrefaceController {
  constructor(
    private readonly coming: ComingQueuesQueries,
    private readonly pins: CountyPins,
    private readonly briefs: PolicyBriefsQueries,
    private readonly sites: SitesQueries,
    private readonly known: CountyPinsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor): Promise<Page> {
    const today = dateOf(this.clock.now());
    const input = { fromDay: today, toDay: addDays(today, AHEAD_DAYS) };
    return this.page(actor, emptyForm(PinForm, input));
  }

  @Access('center.manage')
  @Post('pins')
  async pin(@SentForm() sent: Sent): Promise<Page | Redirect> {
    requireCentre(sent.actor, 'center.manage');
    const form = bind(PinForm, sent.body);
    try {
      if (form.ok) {
        await this.carryOut(form.value, sent.actor);
        return redirect(prefacePaths.center);
      }
    } catch (error) {
      form.catchViolation(error);
    }
    const { view, model, options } = await this.page(sent.actor, form);
    return invalid(view, model, options);
  }

  private async carryOut({ what, ...where }: PinForm, actor: Actor): Promise<void> {
    const site = await this.sites.find(where.siteId);
    if (!site) throw new NotFound();
    const level = briefLevels.find((one) => one === what) ?? null;
    const published = await this.briefs.published(dateOf(this.clock.now()));
    if (!level && !published.some(({ id }) => id === what)) throw new NotFound();
    await this.pins.pin({ ...where, level, briefId: level ? null : what }, actor.accountId);
  }

  @Access('center.manage')
  @Post('pin-removals')
  async release(@SentForm() { actor, body }: Sent): Promise<Redirect> {
    requireCentre(actor, 'center.manage');
    await this.pins.release(bind(ReleaseForm, body).require().value.id, actor.accountId);
    return redirect(prefacePaths.center);
  }

  private async page(actor: Actor, form: Form<PinForm>): Promise<Page> {
    const now = this.clock.now();
    const today = dateOf(now);
    const within = scopePaths(actor, 'center.view');
    const [empty, pins, briefs, sites] = await Promise.all([
      this.coming.empty(within, now, instantOf(addDays(today, AHEAD_DAYS))),
      this.known.on(today),
      this.briefs.published(today),
      this.sites.all(),
    ]);
    const levels = briefLevels.map((value: BriefLevel) => ({
      ...{ value, label: `所有${briefLevelNames[value]}级政策` },
    }));
    const mayPin = isAtCentre(actor, 'center.manage');
    const choices = { briefs, levels, sites };
    const model = centerPage(form, { empty, pins, choices, mayPin }, { now, today });
    return page('preface/center', model, {
      ...{ title: '课前传达', layout: 'desk', desk: centerDesk('preface') },
    });
  }
}
