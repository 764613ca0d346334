import { NightClass } from '../../src/scheduling/night-class.entity';
import { newId } from '../../src/shared/kernel/ids';
import { addDays, dateOf, instantOf } from '../../src/shared/kernel/shanghai';
import type { World } from './world';

/** So many public classes that meet once a week from tomorrow on, each with a room of its own. */
export async function manyClasses(
  world: World,
  { classes, evenings }: { classes: number; evenings: number },
): Promise<void> {
  const model = await world.nightClass();
  const found = await world.database.reader.manager.findOneByOrFail(NightClass, { id: model.id });
  const { metadata } = world.database.reader.getRepository(NightClass);
  const columns = metadata.columns.map((column) => [
    column.databaseName,
    found[column.propertyName as keyof NightClass],
  ]);
  const first = addDays(dateOf(world.now), 1);
  const days = Array.from({ length: evenings }, (_, i) => addDays(first, 7 * i));
  const [startsAt, endsAt] = [instantOf(first, '19:00'), instantOf(days.at(-1)!, '20:30')];
  const made = Array.from({ length: classes }, (_, i) => ({ id: newId(), roomId: newId(), i }));
  await world.database.write(async (tx) => {
    await world.database.insertRows(
      tx,
      'room',
      made.map(({ roomId, i }) => ({
        ...{ id: roomId, school_id: world.schoolId, name: `教室 ${i}`, capacity: 30 },
      })),
    );
    await world.database.insertRows(
      tx,
      'night_class',
      made.map(({ id, roomId }) => ({
        ...Object.fromEntries(columns),
        ...{ id, room_id: roomId, starts_at: startsAt, ends_at: endsAt, session_count: evenings },
      })),
    );
    await world.database.insertRows(
      tx,
      'class_session',
      made.flatMap(({ id, roomId, i }) =>
        days.map((day, at) => ({
          ...{ id: newId(), class_id: id, room_id: roomId, teacher_name: `老师 ${i}` },
          ...{ position: at + 1, title: `第 ${at + 1} 课`, state: 'scheduled', revision: 0 },
          ...{ starts_at: instantOf(day, '19:00'), ends_at: instantOf(day, '20:30') },
        })),
      ),
    );
  });
}
