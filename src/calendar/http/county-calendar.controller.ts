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
import { countyTermPaths } from '../../terms/terms.paths';
import { TermsQueries } from '../../terms/terms.queries';
import { countyCalendarPaths as paths } from '../calendar.paths';
import { CalendarQueries, StoredRule } from '../calendar.queries';
import { CalendarService } from '../calendar.service';
import { markKinds } from '../mark-kinds';
import { calendarIndex, ruleForm, ruleRemoval, TERMS_SHOWN } from './calendar.page';
import { CountyRuleForm, judgeRule, ruleInput, ruleOf } from './rule.form';

const options = (title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: centerDesk('calendar'),
});

/** The marked days of the county, kept by the centre. */
@Controller('center/calendar')
@Access('center.manage')
export class CountyCalendarController {
  constructor(
    private readonly queries: CalendarQueries,
    private readonly service: CalendarService,
    private readonly terms: TermsQueries,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('center.view')
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    requireCentre(actor, 'center.view');
    const mayManage = isAtCentre(actor, 'center.manage');
    const rules = await this.queries.rules(null, this.today);
    const terms = await this.terms.ahead(null, this.clock.now(), TERMS_SHOWN);
    const termsHref = countyTermPaths.index;
    const shown = { paths, rules, own: rules, terms, termsHref, mayManage };
    const model = calendarIndex(shown, this.today);
    return page('calendar/index', { ...model, rulesHeading: '全县的日子' }, options('校历'));
  }

  @Get('new')
  new(@CurrentActor() actor: Actor): Page {
    requireCentre(actor, 'center.manage');
    const form = emptyForm(CountyRuleForm, { every: 'once' });
    return page('calendar/rule-form', ruleForm(form, markKinds, paths, null), options('添加日子'));
  }

  @Post()
  async create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    requireCentre(sent.actor, 'center.manage');
    const form = judgeRule(bind(CountyRuleForm, sent.body));
    const done = await this.submission.run(sent, form, '已添加到校历', async (values) => {
      await this.service.create(sent.actor, null, ruleOf(values));
      return paths.index;
    });
    return done ?? this.again(form, null);
  }

  @Get('rules/:ruleId/edit')
  async edit(@Param('ruleId') ruleId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const rule = await this.find(actor, ruleId);
    const form = emptyForm(CountyRuleForm, ruleInput(rule, this.today.slice(0, 4)));
    return page('calendar/rule-form', ruleForm(form, markKinds, paths, rule), options('修改日子'));
  }

  @Post('rules/:ruleId')
  async update(@Param('ruleId') ruleId: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const rule = await this.find(sent.actor, ruleId);
    const form = judgeRule(bind(CountyRuleForm, sent.body));
    const done = await this.submission.run(sent, form, '已保存校历', async (values) => {
      await this.service.update(sent.actor, null, rule.id, ruleOf(values));
      return paths.index;
    });
    return done ?? this.again(form, rule);
  }

  @Get('rules/:ruleId/removal')
  async confirm(@Param('ruleId') ruleId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const rule = await this.find(actor, ruleId);
    const model = ruleRemoval(rule, paths, this.today);
    return page('calendar/rule-removal', model, options('删除日子'));
  }

  @Post('rules/:ruleId/removal')
  async remove(@Param('ruleId') ruleId: string, @SentForm() sent: Sent): Promise<Redirect> {
    const rule = await this.find(sent.actor, ruleId);
    const said = `${rule.name}已从校历删除`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.service.remove(sent.actor, null, rule.id, rule);
      return paths.index;
    });
    if (!done) throw new Conflict('请刷新校历后再试');
    return done;
  }

  private again(form: Form<CountyRuleForm>, rule: StoredRule | null): Page {
    const title = rule ? '修改日子' : '添加日子';
    return invalid('calendar/rule-form', ruleForm(form, markKinds, paths, rule), options(title));
  }

  private async find(actor: Actor, ruleId: string): Promise<StoredRule> {
    requireCentre(actor, 'center.manage');
    const rule = await this.queries.find(null, ruleId);
    if (!rule) throw new NotFound();
    return rule;
  }

  private get today(): string {
    return dateOf(this.clock.now());
  }
}
