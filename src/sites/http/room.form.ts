import { Flag, Text, Whole } from '../../shared/web/fields';
import type { RoomRow } from '../rooms.queries';
import type { RoomValues } from '../rooms.service';

export class RoomForm implements RoomValues {
  @Text({ label: '名称', min: 2, max: 40 }) name!: string;
  @Whole({ label: '座位数', min: 1, max: 2000 }) capacity!: number;
  @Text({ label: '设备', max: 100, optional: true }) equipment!: string;
  @Text({ label: '位置', max: 40, optional: true }) floor!: string;
  @Flag() stepFree!: boolean;
}

export const roomFields = ['name', 'capacity', 'equipment', 'floor', 'stepFree'] as const;

export const roomInput = (room: RoomRow): Record<string, string> => ({
  name: room.name,
  capacity: String(room.capacity),
  equipment: room.equipment,
  floor: room.floor,
  stepFree: room.stepFree ? '1' : '',
});
