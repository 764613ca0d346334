import { OneOf, Whole } from '../../shared/web/fields';
import type { ClassDraft } from '../night-class.service';
import { admissions } from '../night-class.states';
import { groupKinds, Priority, priorityText } from '../priorities';
import { ClassLimits } from './class-limits.form';

const Seats = () => Whole({ label: '保底名额', min: 0, max: 2000, optional: true });
/** One ticket is what everybody has. */
const Weight = () => Whole({ label: '签数', min: 1, max: 9, optional: true });

/** With the limits: how seats are given, and whom a draw puts first: a floor of seats and a number of tickets for each group. */
export class DrawRulesForm extends ClassLimits {
  @OneOf(admissions, { label: '报名方式', optional: true }) admission!: string;
  @Seats() nearSeats!: number | null;
  @Weight() nearWeight!: number | null;
  @Seats() seniorSeats!: number | null;
  @Weight() seniorWeight!: number | null;
  @Seats() newcomerSeats!: number | null;
  @Weight() newcomerWeight!: number | null;
}

export const drawRulesFields = [
  'admission',
  ...groupKinds.flatMap((kind) => [`${kind}Seats`, `${kind}Weight`]),
];

/** The bound fields as the class keeps them; a class without a draw puts nobody first. */
export function drawRulesOf(form: DrawRulesForm): Pick<ClassDraft, 'admission' | 'priorities'> {
  if (form.admission !== 'draw') return { admission: 'first_come', priorities: '' };
  const rules = groupKinds.flatMap((group): Priority[] => {
    const [seats, weight] = [form[`${group}Seats`] ?? 0, form[`${group}Weight`] ?? 1];
    return [
      ...(seats > 0 ? [{ group, kind: 'seats' as const, n: seats }] : []),
      ...(weight > 1 ? [{ group, kind: 'weight' as const, n: weight }] : []),
    ];
  });
  return { admission: 'draw', priorities: priorityText(rules) };
}
