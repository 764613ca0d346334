import { DateField, MomentField, Text } from '../../shared/web/fields';

export class HaltForm {
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
}

export class ResumptionForm {
  @DateField({ label: '开课日期' }) startDate!: string;
  @MomentField({ label: '报名截止' }) closesAt!: Date;
}
