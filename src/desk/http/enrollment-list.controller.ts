import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { newId } from '../../shared/kernel/ids';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { emptyForm, Form } from '../../shared/web/bind';
import { actionKeyOf, pressHash } from '../../shared/web/once';
import { invalid, page, Page, Redirect, redirect } from '../../shared/web/page';
import { Sent, SentForm } from '../../sites/submission';
import { DeskClass, DeskRosters } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import { EnrollmentListsQueries } from '../enrollment-lists.queries';
import { EnrollmentLists } from '../enrollment-lists.service';
import { ListDrafts } from '../list-drafts.service';
import type { ListPress } from '../list-enrolling.service';
import { mayHavePlace } from '../list-fate';
import { ListPreviews } from '../list-previews.service';
import { ListForm, wereShown, Worked, workOn } from './enrollment-list.form';
import { listTitle, pastePage, previewPage, textForm } from './enrollment-list.page';
import { rosterFrame } from './roster.page';

interface At {
  schoolId: string;
  classId: string;
}

/** A list is pasted, shown row by row with what will happen, mended, and enrolled in one go. */
@Controller('schools/:schoolId/desk/classes/:classId/enrollment-lists')
@Access('enrollment.desk')
export class EnrollmentListController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly previews: ListPreviews,
    private readonly lists: EnrollmentLists,
    private readonly done: EnrollmentListsQueries,
    private readonly drafts: ListDrafts,
    private readonly clock: Clock,
  ) {}

  @Get()
  async ask(@Param() at: At, @Query('draft') draft: unknown, @CurrentActor() actor: Actor) {
    const shown = await this.desk.classAt(actor, 'enrollment.desk', at);
    if (typeof draft !== 'string') return this.paste(shown, emptyForm(ListForm));
    const kept = await this.drafts.find(draftOf(shown, actor), draft);
    return kept ? this.look(workOn(shown, kept)) : this.paste(shown, emptyForm(ListForm), true);
  }

  @Post()
  async step(@Param() at: At, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const shown = await this.desk.classAt(sent.actor, 'enrollment.desk', at);
    const work = workOn(shown, sent.body);
    if (!work.form.ok) return this.look(work);
    return work.form.value.step === 'enroll' ? this.enroll(work, sent) : this.keep(shown, sent);
  }

  /** What was sent, under an address that a browser can go back to. */
  private async keep(shown: DeskClass, { actor, body }: Sent): Promise<Redirect> {
    const draft = await this.drafts.keep(draftOf(shown, actor), body);
    return redirect(schedulingPaths.deskList(shown.school.id, shown.found.id, draft));
  }

  private look(work: Worked): Promise<Page> {
    const { shown, form, rows } = work;
    if (!form.ok || form.value.step === 'text') return this.paste(shown, textForm(form, rows));
    return this.preview(work, form.value.step === 'enroll');
  }

  private async enroll(work: Worked, sent: Sent): Promise<Page | Redirect> {
    const { shown, form, rows } = work;
    const press = pressOf(shown, sent);
    try {
      const earlier = await this.lists.done(press);
      if (earlier !== null) return toResult(shown, earlier);
      if (!wereShown(rows, form.value.seen)) return await this.keep(shown, sent);
      if (!form.value.consent) form.fail('consent', '请先把个人信息说明念给每一位听，同意后再勾选');
      const fates = await this.previews.of(shown.found.id, rows);
      if (!fates.some(mayHavePlace)) form.fail('', '这张名单里没有可以报名的人，请看每一行的原因');
      if (!form.ok) return await this.preview(work);
      const list = await this.lists.enroll(press, rows, fates);
      await this.drafts.drop(draftOf(shown, sent.actor));
      return toResult(shown, list);
    } catch (error) {
      form.catchViolation(error);
      return this.preview(work);
    }
  }

  private async paste(shown: DeskClass, form: Form<ListForm>, gone = false): Promise<Page> {
    const latest = await this.done.latest(shown.found.id);
    const answer = form.ok ? page : invalid;
    const model = { ...pastePage(shown, form, latest, this.clock.now()), gone };
    return answer('desk/list-paste', model, frameOf(shown));
  }

  private async preview(work: Worked, changed = false): Promise<Page> {
    const fates = await this.previews.of(work.shown.found.id, work.rows);
    const answer = work.form.ok ? page : invalid;
    const model = previewPage({ ...work, fates, changed }, this.clock.now());
    return answer('desk/list-preview', model, frameOf(work.shown));
  }
}

const draftOf = ({ school, found }: DeskClass, { accountId }: Actor) => ({
  accountId,
  path: schedulingPaths.deskList(school.id, found.id),
});

const frameOf = ({ school, found }: DeskClass) => rosterFrame(school, listTitle(found.title));

const pressOf = ({ school, found }: DeskClass, { actor, route, body }: Sent): ListPress => ({
  school,
  classId: found.id,
  actorId: actor.accountId,
  actionKey: actionKeyOf(body) ?? newId(),
  requestHash: pressHash(route, body),
});

const toResult = ({ school, found }: DeskClass, id: string): Redirect =>
  redirect(deskPaths.list(school.id, found.id, id));
