import { Slot, slotNames, slots } from '../../scheduling/slots';
import { weekdayText } from '../../shared/kernel/shanghai';
import type { FormWords } from '../../shared/web/overtaken';
import { slotKey } from '../planned-values.rules';

interface Named {
  courses: readonly { id: string; title: string }[];
  schools: readonly { id: string; name: string }[];
  rooms: readonly { id: string; name: string }[];
}

const day = (value: string): string => weekdayText(Number(value));
const slotText = (slot: string): string => slotNames[slot as Slot] ?? slot;

/** What the form of a class of a plan calls its fields. */
export const plannedWords = ({ courses, schools, rooms }: Named): FormWords => ({
  courseId: { label: '课程', text: (id) => courses.find((one) => one.id === id)?.title ?? id },
  teacherName: { label: '老师' },
  seats: { label: '名额' },
  schoolId: { label: '夜校', text: (id) => schools.find((one) => one.id === id)?.name ?? id },
  weekdays: { label: '星期', text: day },
  slotStarts: {
    label: '时段',
    text: (key) => slotText(slots.find((slot) => slotKey(slot) === key) ?? key),
  },
  isFixed: { label: '固定', text: () => '是' },
  roomId: { label: '教室', text: (id) => rooms.find((one) => one.id === id)?.name ?? id },
  weekday: { label: '排在的星期', text: day },
  slot: { label: '排在的时段', text: slotText },
  startDate: { label: '第一节' },
});
