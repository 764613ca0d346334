import { Controller, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { bind } from '../../shared/web/bind';
import { invalid, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskClasses } from '../desk-classes.service';
import { NightClasses } from '../night-class.service';
import { schedulingPaths } from '../scheduling.paths';
import { draftOf, NewClassForm } from './class-draft.form';
import { newClass } from './class-form.page';
import { classesFrame } from './classes-desk.page';

/** Planning a class. */
@Controller('schools/:schoolId/desk/classes')
@Access('class.manage')
export class ClassPlansController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly nightClasses: NightClasses,
    private readonly submission: Submission,
  ) {}

  @Post()
  async create(
    @Param('schoolId') schoolId: string,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const school = await this.desk.school(sent.actor, 'class.manage', schoolId);
    const form = bind(NewClassForm, sent.body);
    const said = '草稿已存。核对日期后请公布';
    const done = await this.submission.run(sent, form, said, async (value) => {
      const place = await this.desk.place(school, value.courseId, value.roomId);
      const id = await this.nightClasses.create(place, draftOf(value), sent.actor.accountId);
      return schedulingPaths.deskShow(school.id, id);
    });
    if (done) return done;
    const [course, rooms, terms] = await Promise.all([
      this.desk.course(String(form.input['courseId'] ?? '')),
      this.desk.roomsOf(school),
      this.desk.termsHint(school, form.input['startDate']),
    ]);
    const model = newClass(school.id, course, rooms, form, terms);
    return invalid('scheduling/class-draft', model, classesFrame(school, '排新班'));
  }
}
