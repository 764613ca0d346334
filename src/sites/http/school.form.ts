import { houseKinds } from '../../shared/web/houses';
import { Flag, OneOf, PersonName, Text, TimeField } from '../../shared/web/fields';
import { Form } from '../../shared/web/bind';
import type { SchoolRow } from '../schools.queries';
import type { SchoolValues } from '../schools.service';

export class SchoolForm implements SchoolValues {
  @Text({ label: '名称', min: 2, max: 40 }) name!: string;
  @PersonName('校长姓名') principal!: string;
  @Text({ label: '电话', max: 20 }) phone!: string;
  @Text({ label: '地址', min: 4, max: 100 }) address!: string;
  @Flag() stepFree!: boolean;
  @Text({ label: '无障碍说明', max: 100, optional: true }) stepFreeNote!: string;
  @Text({ label: '简介', max: 300, optional: true }) intro!: string;
  @TimeField({ label: '闭馆时间' }) closesAt!: string;
  @OneOf(houseKinds, { label: '图样' }) art!: string;
}

export const schoolFields = [
  'name',
  'principal',
  'phone',
  'address',
  'stepFree',
  'stepFreeNote',
  'intro',
  'closesAt',
  'art',
] as const;

/** A school's number may be a landline or a service line, so only its shape is asked. */
export function judgePhone<T extends { phone: string }>(form: Form<T>): Form<T> {
  const { phone } = form.value;
  if (typeof phone === 'string' && phone !== '' && !/^\+?\d[\d -]{3,18}\d$/.test(phone))
    form.fail('phone', '电话只能有数字、空格和短横，应像 0517-8888 1234');
  return form;
}

export const schoolInput = (school: SchoolRow): Record<string, string> => ({
  name: school.name,
  principal: school.principal,
  phone: school.phone,
  address: school.address,
  stepFree: school.stepFree ? '1' : '',
  stepFreeNote: school.stepFreeNote,
  intro: school.intro,
  closesAt: school.closesAt,
  art: school.art,
});
