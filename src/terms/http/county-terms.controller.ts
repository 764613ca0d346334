import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { centerDesk } from '../../sites/desk-frame';
import { isAtCentre, requireCentre } from '../../sites/site.rules';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { countyTermPaths as paths } from '../terms.paths';
import { TermRow, TermsQueries } from '../terms.queries';
import { Terms } from '../terms.service';
import { judgeTerm, TermForm } from './term.form';
import { countyTerms, termForm, termInput, termRemoval, TERMS_LISTED } from './terms.page';

const options = (title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: centerDesk('calendar'),
});

/** The terms of the county, kept by the centre. */
@Controller('center/terms')
@Access('center.manage')
export class CountyTermsController {
  constructor(
    private readonly queries: TermsQueries,
    private readonly terms: Terms,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('center.view')
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'center.view');
    const [terms, now] = [await this.queries.list(null, TERMS_LISTED), this.clock.now()];
    const model = countyTerms(terms, isAtCentre(actor, 'center.manage'), now, dateOf(now));
    return page('terms/county', model, options('学期'));
  }

  @Get('new')
  new(@CurrentActor() actor: Actor): Page {
    requireCentre(actor, 'center.manage');
    return page('terms/form', termForm(emptyForm(TermForm), null), options('开新学期'));
  }

  @Post()
  async create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    requireCentre(sent.actor, 'center.manage');
    const form = judgeTerm(bind(TermForm, sent.body));
    const done = await this.submission.run(sent, form, '已开学期', async (values) => {
      await this.terms.create(sent.actor, values);
      return paths.index;
    });
    return done ?? this.again(form, null);
  }

  @Get(':termId/edit')
  async edit(@Param('termId') termId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const term = await this.find(actor, termId);
    const form = emptyForm(TermForm, termInput(term));
    return page('terms/form', termForm(form, term), options('修改学期'));
  }

  @Post(':termId')
  async update(@Param('termId') termId: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const term = await this.find(sent.actor, termId);
    const form = judgeTerm(bind(TermForm, sent.body));
    const done = await this.submission.run(sent, form, '已保存学期', async (values) => {
      await this.terms.update(sent.actor, term.id, values);
      return paths.index;
    });
    return done ?? this.again(form, term);
  }

  @Get(':termId/removal')
  async confirm(@Param('termId') termId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const term = await this.find(actor, termId);
    const model = termRemoval(term, dateOf(this.clock.now()));
    return page('terms/removal', model, options('删除学期'));
  }

  @Post(':termId/removal')
  async remove(@Param('termId') termId: string, @SentForm() sent: Sent): Promise<Redirect> {
    const term = await this.find(sent.actor, termId);
    const said = `已删除学期“${term.name}”`;
    const form = pressed(sent.body);
    const done = await this.submission.run(sent, form, said, async () => {
      await this.terms.remove(sent.actor, term.id);
      return paths.index;
    });
    if (!done) throw new Conflict(`“${term.name}”里已经有班，不能删除`);
    return done;
  }

  private again(form: Form<TermForm>, term: TermRow | null): Page {
    return invalid('terms/form', termForm(form, term), options(term ? '修改学期' : '开新学期'));
  }

  private async find(actor: Actor, termId: string): Promise<TermRow> {
    requireCentre(actor, 'center.manage');
    const term = await this.queries.find(null, termId);
    if (!term) throw new NotFound();
    return term;
  }
}
