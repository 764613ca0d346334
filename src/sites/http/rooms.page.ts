import { Form, formView } from '../../shared/web/bind';
import type { RoomRow } from '../rooms.queries';
import type { SchoolRow } from '../schools.queries';
import { roomPaths } from '../sites.paths';
import { RoomForm, roomFields } from './room.form';

/** `/schools/:id/desk/rooms` */
export function roomsIndex(school: SchoolRow, rooms: readonly RoomRow[], mayManage: boolean) {
  const schoolId = school.id;
  return {
    schoolName: school.name,
    mayManage,
    newHref: roomPaths.new({ schoolId }),
    rooms: rooms.map((room) => ({
      name: room.name,
      capacity: room.capacity,
      floor: room.floor,
      equipment: room.equipment,
      stepFreeText: room.stepFree ? '可到' : '有台阶',
      isOpen: room.isOpen,
      editHref: roomPaths.edit({ schoolId, roomId: room.id }),
      closureHref: roomPaths.closure({ schoolId, roomId: room.id }),
      openingHref: roomPaths.opening({ schoolId, roomId: room.id }),
      key: `room-${room.id.slice(-8)}`,
    })),
  };
}

/** The form of a room, new or known. */
export function roomForm(form: Form<RoomForm>, school: SchoolRow, room: RoomRow | null) {
  const schoolId = school.id;
  return {
    form: formView(form, roomFields),
    heading: room ? `修改${room.name}` : '添加教室',
    action: room ? roomPaths.update({ schoolId, roomId: room.id }) : roomPaths.index({ schoolId }),
    button: room ? '保存修改' : '添加教室',
    backHref: roomPaths.index({ schoolId }),
  };
}

export function roomClosure(school: SchoolRow, room: RoomRow) {
  const key = { schoolId: school.id, roomId: room.id };
  return {
    name: room.name,
    action: roomPaths.closure(key),
    backHref: roomPaths.index({ schoolId: school.id }),
  };
}
