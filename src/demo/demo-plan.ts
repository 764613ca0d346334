import { termOf } from '../terms/term.rules';
import { newId } from '../shared/kernel/ids';
import { addDays, dateOf, instantOf } from '../shared/kernel/shanghai';
import type { PlannedClass } from './demo-classes';
import type { Rows } from './rows';

/** So many classes are enough to see what the planner does. */
const CLASSES = 12;

/** A plan for the term after this one: courses and teachers of now, still to be placed. */
export function demoPlan(planned: readonly PlannedClass[], now: Date): [string, Rows][] {
  const next = termOf(dateOf(termOf(dateOf(now)).endsAt));
  const id = newId();
  const firstDay = dateOf(next.startsAt);
  const plan = {
    ...{ id, name: `${next.name}排课`, first_day: firstDay },
    last_day: addDays(dateOf(next.endsAt), -1),
    opens_at: instantOf(addDays(firstDay, -14), '09:00'),
    created_at: now,
  };
  const schoolIds = [...new Set(planned.map(({ row }) => row['school_id']))];
  const courses = [...new Map(planned.map((one) => [one.row['course_id'], one])).values()];
  const classes = courses.slice(0, CLASSES).map(({ row, course }, i) => ({
    ...{ id: newId(), plan_id: id, position: i + 1, is_fixed: false, weekdays: '', slots: '' },
    ...{ course_id: row['course_id'], teacher_name: row['teacher_name'] },
    ...{ seats: course.capacity, school_id: null },
  }));
  return [
    ['class_plan', [plan]],
    ['class_plan_school', schoolIds.map((school_id) => ({ id: newId(), plan_id: id, school_id }))],
    ['planned_class', classes],
  ];
}
