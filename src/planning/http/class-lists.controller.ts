import { Controller, Get, Param, Post } from '@nestjs/common';
import { CoursesQueries } from '../../curriculum/courses.queries';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { readPlanLines } from '../plan-lines.rules';
import { PlanScope } from '../plan-scope.service';
import { Planning } from '../planning.service';
import { planningPaths } from '../planning.paths';
import { ClassListForm } from './plan.form';
import { classListPage, planFrame } from './plan.page';

/** Many classes at once, pasted from a table. */
@Controller('plans/:id/class-list')
@Access('class.manage')
export class ClassListsController {
  constructor(
    private readonly scope: PlanScope,
    private readonly planning: Planning,
    private readonly courses: CoursesQueries,
    private readonly submission: Submission,
  ) {}

  @Get()
  async new(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const plan = await this.scope.findDraft(actor, id);
    const model = classListPage(plan, emptyForm(ClassListForm), []);
    return page('planning/class-list', model, planFrame(actor, plan.schools, '粘贴名单'));
  }

  /** All lines or none: what cannot be read is named by its line, and the text stays. */
  @Post()
  async create(@Param('id') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const plan = await this.scope.findDraft(sent.actor, id);
    const form: Form<ClassListForm> = bind(ClassListForm, sent.body);
    const names = { courses: await this.courses.all(), schools: plan.schools };
    const { wishes, problems } = readPlanLines(String(form.input['text'] ?? ''), names);
    if (problems.length > 0) form.fail('text', `有 ${problems.length} 行要改，改好再加`);
    else if (wishes.length === 0) form.fail('text', '请粘贴至少一行，有课程和老师');
    const said = `加了 ${wishes.length} 个班`;
    const done = await this.submission.run(sent, form, said, async () => {
      await this.planning.add(sent.actor, plan, wishes);
      return planningPaths.show(id);
    });
    if (done) return done;
    const model = classListPage(plan, form, problems.slice(0, MOST_SHOWN));
    return invalid('planning/class-list', model, planFrame(sent.actor, plan.schools, '粘贴名单'));
  }
}

const MOST_SHOWN = 30;
