import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../shared/audit/audit';
import { Database } from '../shared/database/database';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import type { Actor } from '../shared/web/actor';
import { Conflict } from '../shared/web/errors';
import { PageCache } from '../shared/web/page-cache';
import { unlessTaken } from '../sites/name-taken';
import type { Category } from './categories';
import { Course, CourseLesson, Track } from './course.entity';
import { LessonLine, lessonPlanProblem } from './lesson-plan.rules';
import type { Tier } from './tiers';

export interface CourseValues {
  title: string;
  category: Category;
  tier: Tier;
  isUniversal: boolean;
  summary: string;
  description: string;
  audience: string;
  outcome: string;
  bring: string;
  equipment: string;
  capacity: number;
  minimum: number;
  marketPriceFen: number | null;
  marketPriceNote: string;
}

/** A track that exists, a new one by name, or none. */
export interface TrackChoice {
  id: string | null;
  newName: string;
}

/** Everything that a course form says. */
export interface CourseDraft {
  values: CourseValues;
  track: TrackChoice;
  lessons: readonly LessonLine[];
}

/** The curriculum, kept by the centre. Classes keep the number of sessions they were planned with. */
@Injectable()
export class CoursesService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly cache: PageCache,
  ) {}

  async create(actor: Actor, draft: CourseDraft): Promise<string> {
    const id = newId();
    await this.write(actor, id, 'course.create', draft, (tx, columns) =>
      tx.insert(Course, { id, ...columns, isListed: true }),
    );
    return id;
  }

  async update(actor: Actor, courseId: string, draft: CourseDraft): Promise<void> {
    await this.write(actor, courseId, 'course.update', draft, async (tx, columns) => {
      await tx.update(Course, { id: courseId }, columns);
      await tx.delete(CourseLesson, { courseId });
    });
  }

  /** Puts a course on the public list or takes it off; its classes stay. */
  async setListed(actor: Actor, courseId: string, listed: boolean): Promise<void> {
    await this.database.write(async (tx) => {
      const from = { id: courseId, isListed: !listed };
      const { affected } = await tx.update(Course, from, { isListed: listed });
      if (affected !== 1) throw new Conflict('这门课的状态刚被改过，请回到课程列表看看');
      await this.record(tx, actor, courseId, listed ? 'course.list' : 'course.unlist', {});
    });
  }

  private async write(
    actor: Actor,
    courseId: string,
    action: string,
    draft: CourseDraft,
    store: (tx: EntityManager, columns: Partial<Course>) => Promise<unknown>,
  ): Promise<void> {
    const { values, track, lessons } = draft;
    refuseBadDraft(draft);
    const work = () =>
      this.database.write(async (tx) => {
        const trackId = await chosenTrack(tx, track);
        await store(tx, { ...values, trackId, sessionCount: lessons.length });
        await tx.insert(CourseLesson, lessonRows(courseId, lessons));
        const detail = { title: values.title, tier: values.tier, sessions: lessons.length };
        await this.record(tx, actor, courseId, action, detail);
      });
    await unlessTaken(work, 'title', '已有同名的课程，请换一个名称');
  }

  private async record(
    tx: EntityManager,
    actor: Actor,
    courseId: string,
    action: string,
    detail: object,
  ): Promise<void> {
    const { accountId: actorId } = actor;
    await this.audit.record(tx, [
      { action, actorId, subject: 'course', subjectId: courseId, detail },
    ]);
    this.database.afterCommit(() => this.cache.clear());
  }
}

function refuseBadDraft({ values, lessons }: CourseDraft): void {
  const problem = lessonPlanProblem(lessons);
  if (problem) throw new RuleViolation('lesson_plan', problem, 'lessons');
  if (values.minimum > values.capacity)
    throw new RuleViolation('minimum', '开班人数不能多于名额', 'minimum');
}

/** A new name that is a known track means that track. */
async function chosenTrack(
  tx: EntityManager,
  { id, newName }: TrackChoice,
): Promise<string | null> {
  if (newName !== '') {
    const known = await tx.findOneBy(Track, { name: newName });
    if (known) return known.id;
    const track = { id: newId(), name: newName };
    await tx.insert(Track, track);
    return track.id;
  }
  if (id !== null && !(await tx.existsBy(Track, { id })))
    throw new RuleViolation('no_such_track', '请重新选择学习路径', 'trackId');
  return id;
}

const lessonRows = (courseId: string, lessons: readonly LessonLine[]) =>
  lessons.map(({ title, summary }, i) => ({
    id: newId(),
    courseId,
    position: i + 1,
    title,
    summary,
  }));
