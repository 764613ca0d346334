import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf, inputMoment, instantOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { daysOf, termOf } from '../../terms/term.rules';
import { TermsQueries } from '../../terms/terms.queries';
import { PlanScope } from '../plan-scope.service';
import { Planning } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { judgePlan, PlanForm } from './plan.form';
import { planFrame, planIndex, planNew } from './plan.page';
import { ShownPlan } from './shown-plan';

/** 学期排课: the plans of somebody's schools. */
@Controller('plans')
@Access('class.manage')
export class PlansController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly shown: ShownPlan,
    private readonly submission: Submission,
    private readonly terms: TermsQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    const { plans, schools } = await this.scope.list(actor);
    const model = planIndex(plans, this.clock.now());
    return page('planning/index', model, planFrame(actor, schools, '学期排课'));
  }

  @Get('new')
  async new(@CurrentActor() actor: Actor): Promise<Page> {
    const schools = await this.scope.schoolsOf(actor);
    const form = emptyForm(PlanForm, await this.suggested(schools.map(({ id }) => id)));
    return page('planning/new', planNew(form, schools), planFrame(actor, schools, '新的排课'));
  }

  @Post()
  async create(@SentForm() sent: Sent): Promise<Page | Redirect> {
    const schools = await this.scope.schoolsOf(sent.actor);
    const may = schools.map(({ id }) => id);
    const form = judgePlan(bind(PlanForm, sent.body), may, dateOf(this.clock.now()));
    const done = await this.submission.run(sent, form, '可以加班了', async (value) =>
      planningPaths.show(await this.planning.create(sent.actor, value)),
    );
    if (done) return done;
    return invalid(
      'planning/new',
      planNew(form, schools),
      planFrame(sent.actor, schools, '新的排课'),
    );
  }

  @Get(':id')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const plan = await this.scope.find(actor, id);
    const model = await this.shown.model(plan);
    return page('planning/show', model, planFrame(actor, plan.schools, plan.name));
  }

  /** The term that begins next, else the season after this one. */
  private async suggested(schoolIds: string[]): Promise<Record<string, string | string[]>> {
    const now = this.clock.now();
    const opened = await this.terms.ahead(null, now, 4);
    const term = opened.find(({ startsAt }) => startsAt > now) ?? seasonAfter(now);
    const { firstDay, lastDay } = daysOf(term);
    return {
      name: `${term.name}排课`,
      firstDay,
      lastDay,
      // a week before, else tomorrow: nobody can wait for a moment that is over
      opensAt: inputMoment(
        instantOf(later(addDays(firstDay, -7), addDays(dateOf(now), 1)), '09:00'),
      ),
      schoolIds,
    };
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
const seasonAfter = (now: Date) => termOf(dateOf(termOf(dateOf(now)).endsAt));
