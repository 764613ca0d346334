import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form, formView } from '../../shared/web/bind';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { schoolDesk } from '../desk-frame';
import { SchoolRow, SchoolsQueries } from '../schools.queries';
import { SchoolsService } from '../schools.service';
import { schoolPaths } from '../sites.paths';
import { Sent, SentForm, Submission } from '../submission';
import { judgePhone, schoolFields, SchoolForm, schoolInput } from './school.form';

const houses = [
  { value: 'hall', label: '礼堂' },
  { value: 'block', label: '居民楼' },
  { value: 'tower', label: '塔楼' },
  { value: 'steps', label: '图书馆' },
  { value: 'eave', label: '书院' },
];

const model = (form: Form<SchoolForm>, school: SchoolRow) => ({
  form: formView(form, schoolFields),
  houses,
  action: schoolPaths.update({ schoolId: school.id }),
  publicHref: schoolPaths.show({ schoolId: school.id }),
});

const options = (school: SchoolRow): PageOptions => ({
  title: '夜校资料',
  layout: 'desk',
  desk: schoolDesk(school, 'school'),
});

/** What the school says about itself, kept by its principal. */
@Controller('schools/:schoolId/desk/school')
@Access('school.manage')
export class SchoolDeskController {
  constructor(
    private readonly schools: SchoolsQueries,
    private readonly service: SchoolsService,
    private readonly submission: Submission,
  ) {}

  @Get('edit')
  async edit(@Param('schoolId') schoolId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const school = await this.schools.forDesk(actor, 'school.manage', schoolId);
    const form = emptyForm(SchoolForm, schoolInput(school));
    return page('sites/school-form', model(form, school), options(school));
  }

  @Post()
  async update(
    @Param('schoolId') schoolId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const school = await this.schools.forDesk(sent.actor, 'school.manage', schoolId);
    const form = judgePhone(bind(SchoolForm, sent.body));
    const done = await this.submission.run(sent, form, '已保存夜校资料', async (values) => {
      await this.service.update(sent.actor, school, { ...values });
      return schoolPaths.edit({ schoolId });
    });
    return done ?? invalid('sites/school-form', model(form, school), options(school));
  }
}
