import type { Values } from '../../shared/kernel/seen.rules';
import {
  Chosen,
  DateField,
  Flag,
  OneOf,
  Seen,
  TeacherName,
  Text,
  TimeField,
} from '../../shared/web/fields';
import type { Scope } from '../evening-change.rules';

const scopes = ['one', 'following'] as const;

export class EveningForm {
  @DateField({ label: '日期' }) date!: string;
  @TimeField({ label: '上课时间' }) startsAt!: string;
  @TimeField({ label: '下课时间' }) endsAt!: string;
  @Chosen({ label: '教室' }) roomId!: string;
  @TeacherName() teacherName!: string;
  @OneOf(scopes, { label: '改哪几节' }) scope!: Scope;
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
  @Seen() seen!: Values;
  @Flag() anyway!: boolean;
}

export const eveningFields = [
  'date',
  'startsAt',
  'endsAt',
  'roomId',
  'teacherName',
  'scope',
  'reason',
  'anyway',
] as const;

export class EveningCancellationForm {
  @OneOf(scopes, { label: '停哪几节' }) scope!: Scope;
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
  @Seen() seen!: Values;
}
