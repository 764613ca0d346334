import { newId } from '../shared/kernel/ids';
import type { Rows } from './rows';

const SCHOOL_FOR = 50;
const ROOMS_EACH = 4;
/** The largest hall a room can be: past classes of a load world may be as large. */
export const HALL = 2_000;

export interface LoadRoom {
  id: string;
  name: string;
  schoolId: string;
  schoolName: string;
  siteName: string;
}

export interface LoadPlaces {
  /** In the order of their foreign keys. */
  tables: [table: string, rows: Rows][];
  rooms: LoadRoom[];
  siteIds: string[];
}

/** One school of four halls for every fifty classes, on stations of their own below the centre. */
export function loadPlaces(center: { id: string; path: string }, classes: number): LoadPlaces {
  const officeId = newId();
  const officePath = `${center.path}${officeId}/`;
  const office = siteRow(officeId, center.id, 'office', '压测片区', officePath);
  const stations = Array.from({ length: Math.max(1, Math.ceil(classes / SCHOOL_FOR)) }, (_, i) => {
    const id = newId();
    const name = `压测${String(i + 1).padStart(2, '0')}社区`;
    return siteRow(id, officeId, 'station', name, `${officePath}${id}/`, i);
  });
  const schools = stations.map((station) => schoolRow(station.id, station.name));
  const rooms = schools.flatMap((school, i) => roomsOf(school, stations[i]!.name));
  return {
    tables: [
      ['site', [office, ...stations]],
      ['school', schools],
      ['room', rooms.map(({ id, name, schoolId }) => roomRow(id, name, schoolId))],
    ],
    rooms,
    siteIds: stations.map((station) => station.id),
  };
}

const siteRow = (
  id: string,
  parentId: string,
  level: 'office' | 'station',
  name: string,
  path: string,
  position = 0,
) => ({ id, parent_id: parentId, level, name, path, is_hub: false, position });

const schoolRow = (siteId: string, siteName: string) => ({
  id: newId(),
  site_id: siteId,
  name: `${siteName}市民夜校`,
  principal: '沈望舒',
  phone: '12345',
  address: `云河县${siteName}`,
  step_free: true,
});

const roomsOf = (school: { id: string; name: string }, siteName: string): LoadRoom[] =>
  Array.from({ length: ROOMS_EACH }, (_, i) => ({
    id: newId(),
    name: `${i + 1}号厅`,
    schoolId: school.id,
    schoolName: school.name,
    siteName,
  }));

const roomRow = (id: string, name: string, schoolId: string) => ({
  id,
  school_id: schoolId,
  name,
  capacity: HALL,
  step_free: true,
  is_open: true,
});
