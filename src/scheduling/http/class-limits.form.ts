import type { Values } from '../../shared/kernel/seen.rules';
import { MomentField, Seen, TeacherName, Text, Whole } from '../../shared/web/fields';

/** Seats, teacher and deadline: what may change even when the class is public. */
export class ClassLimits {
  @TeacherName() teacherName!: string;
  @Whole({ label: '名额', min: 1, max: 2000 }) capacity!: number;
  @Whole({ label: '开班人数', min: 1, max: 2000 }) minimum!: number;
  @Whole({ label: '现场名额', min: 0, max: 2000 }) deskQuota!: number;
  @MomentField({ label: '报名截止' }) closesAt!: Date;
}

/** The same of a public class, with the reason that learners read. */
export class ClassLimitsForm extends ClassLimits {
  @Text({ label: '改动说明', min: 4, max: 200 }) explanation!: string;
  @Seen() seen!: Values;
}

export const limitsFields = [
  'teacherName',
  'capacity',
  'minimum',
  'deskQuota',
  'closesAt',
  'explanation',
];
