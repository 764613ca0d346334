import {
  Chosen,
  DateField,
  Flag,
  OneOf,
  TeacherName,
  Text,
  TimeField,
  Whole,
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
  @Whole({ label: '版本', min: 0, max: 1_000_000 }) revision!: number;
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
  'revision',
  'anyway',
] as const;

export class EveningCancellationForm {
  @OneOf(scopes, { label: '停哪几节' }) scope!: Scope;
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
}
