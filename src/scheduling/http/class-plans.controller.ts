import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import type { SchoolRow } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { Adjusting } from '../adjusting.service';
import { DeskClasses } from '../desk-classes.service';
import { NightClasses } from '../night-class.service';
import type { ShownClass } from '../night-classes.queries';
import { schedulingPaths } from '../scheduling.paths';
import { ClassDraftForm, draftOf, inputOf, NewClassForm } from './class-draft.form';
import { ClassLimitsForm } from './class-limits.form';
import { editedDraft, editedLimits, newClass } from './class-form.page';
import { classesFrame } from './classes-desk.page';

interface At {
  schoolId: string;
  classId: string;
}

/** Planning a class and changing the plan. */
@Controller('schools/:schoolId/desk/classes')
@Access('class.manage')
export class ClassPlansController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly nightClasses: NightClasses,
    private readonly adjusting: Adjusting,
    private readonly submission: Submission,
    private readonly clock: Clock,
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

  @Get(':classId/edit')
  async edit(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, found } = await this.changeable(actor, at);
    const options = classesFrame(school, '修改班级');
    if (found.state !== 'draft') {
      const form = emptyForm(ClassLimitsForm, inputOf(found));
      return page('scheduling/class-limits', editedLimits(found, form, this.clock.now()), options);
    }
    const form = emptyForm(ClassDraftForm, inputOf(found));
    return page('scheduling/class-draft', await this.draft(school, found, form), options);
  }

  @Post(':classId/edit')
  async update(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, found } = await this.changeable(sent.actor, at);
    return found.state === 'draft'
      ? this.replan(school, found, sent)
      : this.adjust(school, found, sent);
  }

  private async replan(school: SchoolRow, found: ShownClass, sent: Sent): Promise<Page | Redirect> {
    const form = bind(ClassDraftForm, sent.body);
    const done = await this.submission.run(sent, form, '草稿已保存', async (value) => {
      const place = await this.desk.place(school, found.courseId, value.roomId);
      await this.nightClasses.replan(found.id, place, draftOf(value), sent.actor.accountId);
      return schedulingPaths.deskShow(school.id, found.id);
    });
    if (done) return done;
    const model = await this.draft(school, found, form);
    return invalid('scheduling/class-draft', model, classesFrame(school, '修改班级'));
  }

  private async draft(school: SchoolRow, found: ShownClass, form: Form<ClassDraftForm>) {
    const [rooms, terms] = await Promise.all([
      this.desk.roomsOf(school),
      this.desk.termsHint(school, form.input['startDate']),
    ]);
    return editedDraft(found, rooms, form, terms);
  }

  private async adjust(school: SchoolRow, found: ShownClass, sent: Sent): Promise<Page | Redirect> {
    const form: Form<ClassLimitsForm> = bind(ClassLimitsForm, sent.body);
    const done = await this.submission.run(sent, form, '已保存修改', async (value) => {
      const place = await this.desk.placeOf(school, found);
      const { explanation, ...limits } = value;
      const why = { actorId: sent.actor.accountId, explanation };
      await this.adjusting.adjust(found.id, place, limits, why);
      return schedulingPaths.deskShow(school.id, found.id);
    });
    const options = classesFrame(school, '修改班级');
    return (
      done ??
      invalid('scheduling/class-limits', editedLimits(found, form, this.clock.now()), options)
    );
  }

  /** A class that is over, called off or postponed keeps its plan. */
  private async changeable(actor: Actor, at: At) {
    const loaded = await this.desk.find(actor, 'class.manage', at);
    const { state } = loaded.found;
    if (state !== 'draft' && state !== 'published') throw new NotFound();
    return loaded;
  }
}
