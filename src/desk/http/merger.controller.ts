import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Merging } from '../../enrollment/merging.service';
import { ClassRow } from '../../scheduling/class-rows.queries';
import { NightClassesQueries } from '../../scheduling/night-classes.queries';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Clock } from '../../shared/kernel/clock';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { Text } from '../../shared/web/fields';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { DeskClass, DeskRosters } from '../desk-rosters.service';
import { mergerChoice, mergerPage } from './merger.page';
import { rosterFrame } from './roster.page';

class MergerForm {
  @Text({ label: '原因', min: 4, max: 60 }) reason!: string;
}

interface At {
  schoolId: string;
  classId: string;
}

/** More evenings of one course than a county plans at a time. */
const MOST_CLASSES = 50;
const TITLE = '并到别的班';

/** 合并: a class that too few chose is merged into another of its course; first which, then whether. */
@Controller('schools/:schoolId/desk/classes/:classId/merger')
@Access('class.manage')
export class MergerController {
  constructor(
    private readonly desk: DeskRosters,
    private readonly classes: NightClassesQueries,
    private readonly merging: Merging,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  @Get()
  async choose(
    @Param() at: At,
    @Query('into') into: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<Page> {
    const shown = await this.desk.classAt(actor, 'class.manage', at);
    if (typeof into === 'string') {
      const other = await this.other(actor, shown, into);
      return page('desk/merger', ...(await this.confirm(actor, shown, other)));
    }
    const others = await this.others(actor, shown);
    const model = mergerChoice(shown, others, this.clock.now());
    return page('desk/merger-choice', model, rosterFrame(shown.school, TITLE));
  }

  @Post()
  async merge(
    @Param() at: At,
    @Query('into') into: unknown,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const shown = await this.desk.classAt(sent.actor, 'class.manage', at);
    const other = await this.other(sent.actor, shown, String(into));
    const form = bind(MergerForm, sent.body);
    const done = await this.submission.run(
      sent,
      form,
      '合并好了，正在通知每个人',
      async (value) => {
        await this.merging.merge({
          ...this.merger(sent.actor, shown, other),
          reason: value.reason,
        });
        return schedulingPaths.roster(other.schoolId, other.id);
      },
    );
    return done ?? invalid('desk/merger', ...(await this.confirm(sent.actor, shown, other, form)));
  }

  /** Classes of the same course that the actor may work on, too. */
  private async others(actor: Actor, { found }: DeskClass): Promise<ClassRow[]> {
    const now = this.clock.now();
    const rows = await this.classes.ofCourse(found.courseId, found.id, now, MOST_CLASSES);
    return rows.filter((row) => mayAt(actor, 'class.manage', row.sitePath));
  }

  private async other(actor: Actor, shown: DeskClass, intoId: string): Promise<ClassRow> {
    const found = (await this.others(actor, shown)).find((row) => row.id === intoId);
    if (!found) throw new NotFound();
    return found;
  }

  private merger(actor: Actor, { school, found }: DeskClass, other: ClassRow) {
    const { accountId: actorId } = actor;
    return { classId: found.id, intoId: other.id, siteId: school.siteId, actorId, reason: '' };
  }

  private async confirm(
    actor: Actor,
    shown: DeskClass,
    other: ClassRow,
    form: Form<MergerForm> = emptyForm(MergerForm),
  ) {
    const plan = await this.merging.preview(this.merger(actor, shown, other));
    const model = mergerPage(shown, other, plan, form, this.clock.now());
    return [model, rosterFrame(shown.school, TITLE)] as const;
  }
}
