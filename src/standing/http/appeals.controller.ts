import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { OneOf, Text } from '../../shared/web/fields';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { pageNumber, pager } from '../../shared/web/paging';
import { SchoolRow, SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { Appeals } from '../appeals.service';
import { standingPaths } from '../standing.paths';
import { MarkRow, StandingQueries } from '../standing.queries';
import { whyNoAnswer } from '../standing.rules';
import { appealPage, appealsFrame, appealsPage, Verdict, verdicts } from './appeals.page';

const PAGE_SIZE = 30;
const NOT_YOURS = '申诉由校长或县中心答复';

class AnswerForm {
  @OneOf(verdicts, { label: '怎么处理' }) verdict!: Verdict;
  @Text({ label: '答复', min: 4, max: 300, lines: true }) answer!: string;
}

interface At {
  schoolId: string;
  markId: string;
}

/** Appeals against 信用提醒 of a school: everybody at work there may read, few may answer. */
@Controller('schools/:schoolId/desk/appeals')
@Access('desk.view')
export class AppealsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly marks: StandingQueries,
    private readonly appeals: Appeals,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async index(
    @Param('schoolId') schoolId: string,
    @Query('page') at: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const number = pageNumber(at);
    const [{ all, open }, rows] = await Promise.all([
      this.marks.countAppeals(school.id),
      this.marks.appeals(school.id, PAGE_SIZE, (number - 1) * PAGE_SIZE),
    ]);
    const pages = pager(number, PAGE_SIZE, all, (n) => standingPaths.desk(school.id, n));
    const model = appealsPage(school, rows, { open, pager: pages }, this.clock.now());
    return page('standing/appeals', model, appealsFrame(school, '信用申诉'));
  }

  @Get(':markId')
  async show(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, row } = await this.appealAt(actor, 'desk.view', at);
    const model = this.model(school, row, emptyForm(AnswerForm), actor);
    return page('standing/appeal', model, appealsFrame(school, '看申诉'));
  }

  @Access('standing.answer')
  @Post(':markId/answers')
  async answer(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, row } = await this.appealAt(sent.actor, 'standing.answer', at);
    const form = bind(AnswerForm, sent.body);
    const done = await this.submission.run(sent, form, '答复好了，学员看得到', async (value) => {
      const answer = { lift: value.verdict === 'lift', text: value.answer };
      const by = { actorId: sent.actor.accountId, siteId: school.siteId };
      await this.appeals.answer(row, answer, by);
      return standingPaths.desk(school.id);
    });
    const model = this.model(school, row, form, sent.actor);
    return done ?? invalid('standing/appeal', model, appealsFrame(school, '看申诉'));
  }

  /** An appeal of the school; throws NotFound outside the scope. */
  private async appealAt(actor: Actor, action: 'desk.view' | 'standing.answer', at: At) {
    const school = await this.schools.forDesk(actor, action, at.schoolId);
    const row = await this.marks.find(at.markId);
    if (row?.schoolId !== school.id || !row.appealedAt) throw new NotFound();
    return { school, row };
  }

  private model(school: SchoolRow, row: MarkRow, form: Form<AnswerForm>, actor: Actor) {
    const may = mayAt(actor, 'standing.answer', school.sitePath);
    const why = may ? whyNoAnswer(row, actor.accountId) : NOT_YOURS;
    const answering = { form: formView(form, ['verdict', 'answer']), why };
    return appealPage(school, row, answering, this.clock.now());
  }
}
