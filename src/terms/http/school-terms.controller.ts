import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { dateOf } from '../../shared/kernel/shanghai';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { schoolDesk } from '../../sites/desk-frame';
import { SchoolRow, SchoolsQueries } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { schoolTermPaths } from '../terms.paths';
import { TermsQueries } from '../terms.queries';
import { Terms } from '../terms.service';
import { judgeOwnDays, OwnDaysForm } from './term.form';
import { ownDays, ownInput, schoolTerms, TERMS_LISTED } from './terms.page';

interface TermKey {
  schoolId: string;
  termId: string;
}

const options = (school: SchoolRow, title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: schoolDesk(school, 'calendar'),
});

/** The terms of the county at one school, with days of its own where it begins or ends otherwise. */
@Controller('schools/:schoolId/desk/terms')
@Access('school.manage')
export class SchoolTermsController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly queries: TermsQueries,
    private readonly terms: Terms,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('desk.view')
  async index(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'desk.view', schoolId);
    const terms = await this.queries.list(school.id, TERMS_LISTED);
    const mayManage = mayAt(actor, 'school.manage', school.sitePath);
    const now = this.clock.now();
    const model = schoolTerms(school.id, terms, mayManage, now, dateOf(now));
    return page('terms/school', model, options(school, '学期'));
  }

  @Get(':termId/edit')
  async edit(@Param() at: TermKey, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, term } = await this.find(actor, at);
    const form = emptyForm(OwnDaysForm, ownInput(term));
    const model = ownDays(school.id, form, term, dateOf(this.clock.now()));
    return page('terms/own-days', model, options(school, '本校日期'));
  }

  @Post(':termId')
  async update(@Param() at: TermKey, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, term } = await this.find(sent.actor, at);
    const form = judgeOwnDays(bind(OwnDaysForm, sent.body));
    const done = await this.submission.run(
      sent,
      form,
      '已保存本校日期',
      async ({ whose, ...days }) => {
        const own = whose === 'county' ? null : days;
        await this.terms.override(sent.actor, school, term.id, own);
        return schoolTermPaths(school.id).index;
      },
    );
    if (done) return done;
    const model = ownDays(school.id, form, term, dateOf(this.clock.now()));
    return invalid('terms/own-days', model, options(school, '本校日期'));
  }

  private async find(actor: Actor, { schoolId, termId }: TermKey) {
    const school = await this.schools.forDesk(actor, 'school.manage', schoolId);
    const term = await this.queries.find(school.id, termId);
    if (!term) throw new NotFound();
    return { school, term };
  }
}
