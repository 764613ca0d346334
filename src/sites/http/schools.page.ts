import type { Pager } from '../../shared/web/paging';
import type { RoomRow } from '../rooms.queries';
import type { SchoolRow } from '../schools.queries';
import { classesAt, schoolPaths } from '../sites.paths';

interface SchoolItem {
  href: string;
  name: string;
  art: string;
  address: string;
  phone: string;
  phoneHref: string;
  stepFreeText: string;
  roomsText: string;
}

const telephone = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`;

const accessText = (school: SchoolRow): string => {
  if (school.stepFree) return school.stepFreeNote || '轮椅、童车可以进';
  return school.stepFreeNote || '进门有台阶，需要帮忙请先打电话';
};

const roomsText = (rooms: readonly RoomRow[]): string => {
  if (rooms.length === 0) return '暂无教室';
  const seats = Math.max(...rooms.map((room) => room.capacity));
  return `${rooms.length} 间教室，最大的坐 ${seats} 人`;
};

/** `/schools`: where to go, whom to call. */
export function schoolsIndex(
  schools: readonly SchoolRow[],
  rooms: readonly RoomRow[],
  pager: Pager,
): { items: SchoolItem[]; total: number; pager: Pager } {
  const items = schools.map((school) => ({
    href: schoolPaths.show({ schoolId: school.id }),
    name: school.name,
    art: school.art,
    address: school.address,
    phone: school.phone,
    phoneHref: telephone(school.phone),
    stepFreeText: accessText(school),
    roomsText: roomsText(rooms.filter((room) => room.schoolId === school.id)),
  }));
  return { items, total: pager.total, pager };
}

/** `/schools/:id` */
export function schoolShow(school: SchoolRow, rooms: readonly RoomRow[]) {
  return {
    backHref: schoolPaths.index(),
    name: school.name,
    art: school.art,
    place: school.officeName ? `${school.officeName}，${school.siteName}` : school.siteName,
    intro: school.intro,
    principal: school.principal,
    address: school.address,
    phone: school.phone,
    phoneHref: telephone(school.phone),
    stepFreeText: accessText(school),
    classesHref: classesAt(school.siteId),
    rooms: rooms.map((room) => ({
      name: room.name,
      floor: room.floor,
      capacityText: `坐 ${room.capacity} 人`,
      equipment: room.equipment || '桌椅',
      stepFreeText: room.stepFree ? '轮椅可到' : '要上台阶',
    })),
  };
}
