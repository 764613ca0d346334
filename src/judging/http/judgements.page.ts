import type { ShownClass } from '../../scheduling/night-classes.queries';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { nearMomentText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { OpenJudgement } from '../judgements.queries';
import { judgingPaths } from '../judging.paths';
import { JUDGED_DAYS, needsJudgement, peopleIn } from '../judging.rules';

/** `/schools/:id/desk/judgements`, or with the schools `/center/judgements` */
export const judgementsPage = (
  open: readonly OpenJudgement[],
  may: { manage: (one: OpenJudgement) => boolean; seeSchools: boolean },
  now: Date,
) => ({
  days: JUDGED_DAYS,
  withSchools: may.seeSchools,
  classes: open.map((one) => ({
    title: one.title,
    href: schedulingPaths.deskShow(one.schoolId, one.id),
    school: one.schoolName,
    starts: nearMomentText(one.startsAt, now),
    people: peopleIn(one),
    minimum: one.minimum,
    missing: one.minimum - peopleIn(one),
    waiting: one.waiting,
    choices: may.manage(one) ? choices(one) : [],
  })),
});

/** What staff can do; a class whose draw is to come has no places yet that could be merged. */
const choices = ({ schoolId, id, toDraw }: OpenJudgement) => [
  { text: '照开', href: judgingPaths.goAhead(schoolId, id) },
  { text: '延期', href: schedulingPaths.postponement(schoolId, id) },
  ...(toDraw ? [] : [{ text: '并班', href: schedulingPaths.merger(schoolId, id) }]),
  { text: '取消', href: schedulingPaths.cancellation(schoolId, id) },
];

/** `desk/classes/:classId/go-ahead` */
export const goAheadPage = <T>(c: ShownClass, form: Form<T>, now: Date) => ({
  title: c.title,
  starts: nearMomentText(c.startsAt, now),
  people: peopleIn(c),
  minimum: c.minimum,
  isOpen: needsJudgement(c, now),
  form: formView(form, ['reason']),
  action: judgingPaths.goAhead(c.schoolId, c.id),
  backHref: judgingPaths.school(c.schoolId),
});
