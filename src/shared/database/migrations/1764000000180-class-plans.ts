import { QueryRunner, TableColumn } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable } from '../schema';
import { ForwardOnly } from './forward-only';

/** Drafts of a term's timetable, and what equipment a course needs of its room. */
export class ClassPlans1764000000180 extends ForwardOnly {
  readonly name = 'ClassPlans1764000000180';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    const equipment = c.text('equipment', 100, { default: "''" });
    await q.addColumn('course', new TableColumn(equipment));
    await createTable(q, {
      name: 'class_plan',
      columns: [
        c.id,
        c.text('name', 30),
        c.text('first_day', 10),
        c.text('last_day', 10),
        c.instant('opens_at'),
        c.instant('created_at'),
        c.instant('accepted_at', nullable),
      ],
    });
    await createTable(q, {
      name: 'class_plan_school',
      columns: [c.id, c.ref('plan_id'), c.ref('school_id')],
      indices: [
        { name: 'ux_class_plan_school', columnNames: ['plan_id', 'school_id'], isUnique: true },
      ],
      foreignKeys: [
        foreignKey('fk_class_plan_school_plan', 'plan_id', 'class_plan'),
        foreignKey('fk_class_plan_school_school', 'school_id', 'school'),
      ],
    });
    await plannedClasses(q);
    await createTable(q, {
      name: 'planned_teacher',
      columns: [
        c.id,
        c.ref('plan_id'),
        c.text('name', 60),
        c.text('weekdays', 20),
        c.text('starts_at', 5),
        c.text('ends_at', 5),
      ],
      indices: [
        { name: 'ux_planned_teacher_name', columnNames: ['plan_id', 'name'], isUnique: true },
      ],
      foreignKeys: [foreignKey('fk_planned_teacher_plan', 'plan_id', 'class_plan')],
    });
  }
}

async function plannedClasses(q: QueryRunner): Promise<void> {
  const c = columnsFor(q);
  await createTable(q, {
    name: 'planned_class',
    columns: [
      c.id,
      c.ref('plan_id'),
      c.int('position'),
      c.ref('course_id'),
      c.text('teacher_name', 60),
      c.int('seats'),
      c.ref('school_id', nullable),
      c.text('weekdays', 20, { default: "''" }),
      c.text('slots', 60, { default: "''" }),
      c.bool('is_fixed'),
      c.ref('room_id', nullable),
      c.int('weekday', nullable),
      c.text('slot', 12, nullable),
      c.text('start_date', 10, nullable),
      c.text('why', 200, nullable),
      c.ref('class_id', nullable),
    ],
    indices: [{ name: 'ix_planned_class_plan', columnNames: ['plan_id', 'position'] }],
    foreignKeys: [
      foreignKey('fk_planned_class_plan', 'plan_id', 'class_plan'),
      foreignKey('fk_planned_class_course', 'course_id', 'course'),
      foreignKey('fk_planned_class_school', 'school_id', 'school'),
      foreignKey('fk_planned_class_room', 'room_id', 'room'),
      foreignKey('fk_planned_class_class', 'class_id', 'night_class'),
    ],
  });
}
