import { momentText, parseInputMoment, weekdayText } from '../../shared/kernel/shanghai';
import type { FormWords } from '../../shared/web/overtaken';
import {
  Admission,
  admissionNames,
  NightClassState,
  nightClassStateNames,
} from '../night-class.states';
import { groupKinds, groupNames } from '../priorities';
import { ruleNames } from '../rule-names';
import { Slot, slotNames } from '../slots';

const moment = (now: Date) => (value: string) => {
  const at = parseInputMoment(value);
  return at ? momentText(at, now) : value;
};

/** What the form of a public class calls its fields. */
export const limitsWords = (now: Date): FormWords => ({
  state: {
    label: '状态',
    text: (state) =>
      state === 'published' ? '已公布' : nightClassStateNames[state as NightClassState],
    isShownOnly: true,
  },
  teacherName: { label: ruleNames.teacherName },
  capacity: { label: ruleNames.capacity },
  minimum: { label: ruleNames.minimum },
  deskQuota: { label: ruleNames.deskQuota },
  closesAt: { label: ruleNames.closesAt, text: moment(now) },
});

/** What the form of a draft calls its fields. */
export const draftWords = (
  rooms: readonly { id: string; name: string }[],
  now: Date,
): FormWords => ({
  ...limitsWords(now),
  roomId: { label: '教室', text: (id) => rooms.find((room) => room.id === id)?.name ?? id },
  weekday: { label: '星期', text: (day) => weekdayText(Number(day)) },
  slot: { label: '时段', text: (slot) => slotNames[slot as Slot] ?? slot },
  startDate: { label: '开课日期' },
  sessionCount: { label: '节数' },
  opensAt: { label: '报名开放', text: moment(now) },
  admission: { label: '报名方式', text: (one) => admissionNames[one as Admission] ?? one },
  ...Object.fromEntries(
    groupKinds.flatMap((kind) => [
      [`${kind}Seats`, { label: `${groupNames[kind]}的保底名额` }],
      [`${kind}Weight`, { label: `${groupNames[kind]}的签数` }],
    ]),
  ),
});
