import { reasonsText } from '../../enrollment/enrollment.rules';
import { MergerPlan, MovingPlace, whyNoMerger } from '../../enrollment/merger.rules';
import type { MergerFacts } from '../../enrollment/merger.queries';
import { maskName } from '../../identity/person';
import type { ClassRow } from '../../scheduling/class-rows.queries';
import { seatsToGive, stateAt } from '../../scheduling/night-class.rules';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { momentText } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { DeskClass } from '../desk-rosters.service';

const when = (c: ClassRow, now: Date): string => momentText(c.startsAt, now);
const where = (c: ClassRow): string => `${c.siteName} ${c.roomName}`;

/** `desk/merger-choice`: the other classes of the course, each with its free seats or why not. */
export function mergerChoice({ school, found }: DeskClass, others: readonly ClassRow[], now: Date) {
  const from = { ...found, state: stateAt(found, now) };
  return {
    title: found.title,
    people: `已报 ${found.taken} 人，候补 ${found.waiting} 人`,
    backHref: schedulingPaths.deskShow(school.id, found.id),
    others: others.map((other) => {
      const why = whyNoMerger(from, { ...other, state: stateAt(other, now) }, now);
      return {
        when: when(other, now),
        where: where(other),
        teacher: other.teacherName,
        seatsText: `能用 ${seatsToGive(other, now)} 个名额`,
        why: why ?? '',
        href: why ? '' : schedulingPaths.merger(school.id, found.id, other.id),
      };
    }),
  };
}

/** `desk/merger`: who goes where, before it is done. */
export function mergerPage<T>(
  { school, found }: DeskClass,
  other: ClassRow,
  { why, moved, left, people }: MergerPlan & Pick<MergerFacts, 'people'>,
  form: Form<T>,
  now: Date,
) {
  const nameOf = ({ profileId }: MovingPlace) => maskName(people.get(profileId)!.name);
  const seated = moved.filter((one) => one.state === 'enrolled').length;
  return {
    form: formView(form, ['reason']),
    title: found.title,
    when: when(found, now),
    other: { when: when(other, now), where: where(other), teacher: other.teacherName },
    why: why ?? '',
    seated,
    queued: moved.length - seated,
    left: left.map(({ from, reasons }) => ({ name: nameOf(from), why: reasonsText(reasons) })),
    action: schedulingPaths.merger(school.id, found.id, other.id),
    backHref: schedulingPaths.merger(school.id, found.id),
  };
}
