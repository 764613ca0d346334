import { QueryRunner } from 'typeorm';
import { columnsFor, createTable, foreignKey, nullable, oneOf } from '../schema';
import { ForwardOnly } from './forward-only';

export class SitesAndRooms1764000000001 extends ForwardOnly {
  readonly name = 'SitesAndRooms1764000000001';

  async up(q: QueryRunner): Promise<void> {
    const c = columnsFor(q);
    await createTable(q, {
      name: 'site',
      columns: [
        c.id,
        c.ref('parent_id', nullable),
        c.text('level', 10),
        c.text('name', 40),
        c.text('path', 160),
        c.bool('is_hub'),
        c.ref('hub_id', nullable),
        c.int('position', { default: 0 }),
      ],
      checks: [
        {
          name: 'ck_site_level',
          expression: oneOf('level', ['center', 'office', 'station', 'point']),
        },
      ],
      indices: [{ name: 'ux_site_path', columnNames: ['path'], isUnique: true }],
      foreignKeys: [
        foreignKey('fk_site_parent', 'parent_id', 'site'),
        foreignKey('fk_site_hub', 'hub_id', 'site'),
      ],
    });
    await createTable(q, {
      name: 'school',
      columns: [
        c.id,
        c.ref('site_id'),
        c.text('name', 40),
        c.text('principal', 25),
        c.text('phone', 20),
        c.text('address', 100),
        c.bool('step_free'),
        c.text('step_free_note', 100, { default: "''" }),
        c.text('intro', 300, { default: "''" }),
        c.text('art', 10, { default: "'block'" }),
      ],
      indices: [{ name: 'ux_school_site', columnNames: ['site_id'], isUnique: true }],
      foreignKeys: [foreignKey('fk_school_site', 'site_id', 'site')],
    });
    await createTable(q, {
      name: 'room',
      columns: [
        c.id,
        c.ref('school_id'),
        c.text('name', 40),
        c.int('capacity'),
        c.text('equipment', 100, { default: "''" }),
        c.text('floor', 40, { default: "''" }),
        c.bool('step_free'),
        c.bool('is_open', true),
      ],
      checks: [{ name: 'ck_room_capacity', expression: '"capacity" BETWEEN 1 AND 2000' }],
      indices: [{ name: 'ux_room_name', columnNames: ['school_id', 'name'], isUnique: true }],
      foreignKeys: [foreignKey('fk_room_school', 'school_id', 'school')],
    });
  }
}
