import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { caughtUpForm, filledFrom } from '../../shared/web/overtaken';
import { answerTo, Page, Redirect } from '../../shared/web/page';
import type { SchoolRow } from '../../sites/schools.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { Adjusting } from '../adjusting.service';
import { classValues } from '../class-values.rules';
import { DeskClasses } from '../desk-classes.service';
import { NightClasses } from '../night-class.service';
import type { ShownClass } from '../night-classes.queries';
import { schedulingPaths } from '../scheduling.paths';
import { DraftEditForm, draftOf } from './class-draft.form';
import { editedDraft, editedLimits } from './class-form.page';
import { ClassLimitsForm } from './class-limits.form';
import { draftWords, limitsWords } from './class-words';
import { classesFrame } from './classes-desk.page';

interface At {
  schoolId: string;
  classId: string;
}

/** Changing the plan of a class: all of a draft, the rules of a public one. */
@Controller('schools/:schoolId/desk/classes/:classId/edit')
@Access('class.manage')
export class ClassEditsController {
  constructor(
    private readonly desk: DeskClasses,
    private readonly nightClasses: NightClasses,
    private readonly adjusting: Adjusting,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async edit(@Param() at: At, @CurrentActor() actor: Actor): Promise<Page> {
    const { school, found } = await this.changeable(actor, at);
    const values = classValues(found);
    const input = filledFrom(values);
    return found.state === 'draft'
      ? this.draft(school, found, emptyForm(DraftEditForm, input))
      : this.limits(school, found, emptyForm(ClassLimitsForm, input));
  }

  /** A draft that was published meanwhile is still sent as one: what was sent says which form it was. */
  @Post()
  async update(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const { school, found } = await this.changeable(sent.actor, at);
    return 'roomId' in (sent.body as object)
      ? this.replan(school, found, sent)
      : this.adjust(school, found, sent);
  }

  private async replan(school: SchoolRow, found: ShownClass, sent: Sent): Promise<Page | Redirect> {
    const form = bind(DraftEditForm, sent.body);
    const done = await this.submission.run(sent, form, '草稿已保存', async (value) => {
      const place = await this.desk.place(school, found.courseId, value.roomId);
      const shown = { id: found.id, seen: value.seen };
      await this.nightClasses.replan(shown, place, draftOf(value), sent.actor.accountId);
      return schedulingPaths.deskShow(school.id, found.id);
    });
    return done ?? this.again(sent.actor, found, form);
  }

  private async adjust(school: SchoolRow, found: ShownClass, sent: Sent): Promise<Page | Redirect> {
    const form = bind(ClassLimitsForm, sent.body);
    const done = await this.submission.run(sent, form, '已保存修改', async (value) => {
      const place = await this.desk.placeOf(school, found);
      const { explanation, seen, ...limits } = value;
      const why = { actorId: sent.actor.accountId, explanation };
      await this.adjusting.adjust({ id: found.id, seen }, place, limits, why);
      return schedulingPaths.deskShow(school.id, found.id);
    });
    return done ?? this.again(sent.actor, found, form);
  }

  /** The form once more, with what the class has become meanwhile. */
  private async again(actor: Actor, { schoolId, id }: ShownClass, form: Form<Sendable>) {
    const { school, found } = await this.changeable(actor, { schoolId, classId: id });
    return found.state === 'draft'
      ? this.draft(school, found, form)
      : this.limits(school, found, form);
  }

  private async draft(school: SchoolRow, found: ShownClass, sent: Form<Sendable>): Promise<Page> {
    const rooms = await this.desk.roomsOf(school);
    const form = caughtUpForm(sent, classValues(found), draftWords(rooms, this.clock.now()));
    const terms = await this.desk.termsHint(school, form.input['startDate']);
    const model = editedDraft(found, rooms, form, terms);
    return answerTo(form)('scheduling/class-draft', model, classesFrame(school, '修改班级'));
  }

  private limits(school: SchoolRow, found: ShownClass, sent: Form<Sendable>): Page {
    const now = this.clock.now();
    const form = caughtUpForm(sent, classValues(found), limitsWords(now));
    const model = editedLimits(found, form, now);
    return answerTo(form)('scheduling/class-limits', model, classesFrame(school, '修改班级'));
  }

  /** A class that is over, called off or postponed keeps its plan. */
  private async changeable(actor: Actor, at: At) {
    const loaded = await this.desk.find(actor, 'class.manage', at);
    const { state } = loaded.found;
    if (state !== 'draft' && state !== 'published') throw new NotFound();
    return loaded;
  }
}

type Sendable = DraftEditForm | ClassLimitsForm;
