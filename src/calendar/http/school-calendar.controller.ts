import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form, pressed } from '../../shared/web/bind';
import { Conflict, NotFound } from '../../shared/web/errors';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import { SchoolRow, SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { schoolTermPaths } from '../../terms/terms.paths';
import { TermsQueries } from '../../terms/terms.queries';
import { schoolCalendarPaths } from '../calendar.paths';
import { CalendarQueries, StoredRule } from '../calendar.queries';
import { CalendarService } from '../calendar.service';
import { schoolKinds } from '../mark-kinds';
import { calendarIndex, ruleForm, ruleRemoval, TERMS_SHOWN } from './calendar.page';
import { judgeRule, ruleInput, ruleOf, SchoolRuleForm } from './rule.form';

interface DayKey {
  schoolId: string;
  dayId: string;
}

const options = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'calendar'),
});

/** The marked days of a school: the county's to read, its own to keep. */
@Controller('schools/:schoolId/desk/calendar')
@Access('school.manage')
export class SchoolCalendarController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly queries: CalendarQueries,
    private readonly service: CalendarService,
    private readonly terms: TermsQueries,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('desk.view')
  async index(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const mayManage = mayAt(actor, 'school.manage', school.sitePath);
    const rules = await this.queries.rules(schoolId, this.today);
    const own = rules.filter((rule) => rule.schoolId !== null);
    const terms = await this.terms.ahead(schoolId, this.clock.now(), TERMS_SHOWN);
    const termsHref = schoolTermPaths(schoolId).index;
    const shown = { paths: schoolCalendarPaths(schoolId), rules, own, terms, termsHref, mayManage };
    const model = { ...calendarIndex(shown, this.today), rulesHeading: '本校自己的日子' };
    return page('calendar/index', model, options(school, '校历'));
  }

  @Get('new')
  async new(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'school.manage', schoolId);
    const form = emptyForm(SchoolRuleForm, { every: 'once', kind: 'closed' });
    const model = ruleForm(form, schoolKinds, schoolCalendarPaths(schoolId), null);
    return page('calendar/rule-form', model, options(school, '添加日子'));
  }

  @Post()
  async create(
    @Param('schoolId') schoolId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const school = await this.schools.forDesk(sent.actor, 'school.manage', schoolId);
    const form = judgeRule(bind(SchoolRuleForm, sent.body));
    const done = await this.submission.run(sent, form, '已添加到校历', async (values) => {
      await this.service.create(sent.actor, school, ruleOf(values));
      return schoolCalendarPaths(schoolId).index;
    });
    return done ?? this.again(form, school, null);
  }

  @Get('days/:dayId/edit')
  async edit(@Param() at: DayKey, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, rule } = await this.find(actor, at);
    const form = emptyForm(SchoolRuleForm, ruleInput(rule, this.today.slice(0, 4)));
    const model = ruleForm(form, schoolKinds, schoolCalendarPaths(school.id), rule);
    return page('calendar/rule-form', model, options(school, '修改日子'));
  }

  @Post('days/:dayId')
  async update(@Param() at: DayKey, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, rule } = await this.find(sent.actor, at);
    const form = judgeRule(bind(SchoolRuleForm, sent.body));
    const done = await this.submission.run(sent, form, '已保存校历', async (values) => {
      await this.service.update(sent.actor, school, rule.id, ruleOf(values));
      return schoolCalendarPaths(school.id).index;
    });
    return done ?? this.again(form, school, rule);
  }

  @Get('days/:dayId/removal')
  async confirm(@Param() at: DayKey, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, rule } = await this.find(actor, at);
    const model = ruleRemoval(rule, schoolCalendarPaths(school.id), this.today);
    return page('calendar/rule-removal', model, options(school, '删除日子'));
  }

  @Post('days/:dayId/removal')
  async remove(@Param() at: DayKey, @SentForm() sent: Sent): Promise<Redirect> {
    const { school, rule } = await this.find(sent.actor, at);
    const said = `${rule.name}已从校历删除`;
    const done = await this.submission.run(sent, pressed(sent.body), said, async () => {
      await this.service.remove(sent.actor, school, rule.id, rule);
      return schoolCalendarPaths(school.id).index;
    });
    if (!done) throw new Conflict('请刷新校历后再试');
    return done;
  }

  private again(form: Form<SchoolRuleForm>, school: SchoolRow, rule: StoredRule | null): Page {
    const model = ruleForm(form, schoolKinds, schoolCalendarPaths(school.id), rule);
    const title = rule ? '修改日子' : '添加日子';
    return invalid('calendar/rule-form', model, options(school, title));
  }

  private async find(actor: Actor, { schoolId, dayId }: DayKey) {
    const school = await this.schools.forDesk(actor, 'school.manage', schoolId);
    const rule = await this.queries.find(school.id, dayId);
    if (!rule) throw new NotFound();
    return { school, rule };
  }

  private get today(): string {
    return dateOf(this.clock.now());
  }
}
