import { Chosen, OneOf, PersonName, Text, Tick } from '../../shared/web/fields';
import { accountAgeBands, AgeBand } from '../person';

export const childAgeBands = ['under14', 'a14_17'] as const;

/** Somebody with a name: the account's holder or a relative. */
export class PersonForm {
  @PersonName() name!: string;
  @OneOf(accountAgeBands, { label: '年龄段' }) ageBand!: AgeBand;
  @Chosen({ label: '所在社区' }) siteId!: string;
}

/** A child goes by a nickname; nothing else about it is kept. */
export class ChildForm {
  @Text({ label: '小名', max: 25 }) name!: string;
  @OneOf(childAgeBands, { label: '年龄段' }) ageBand!: AgeBand;
  @Chosen({ label: '所在社区' }) siteId!: string;
}

export class NewRelativeForm extends PersonForm {
  @Tick({ message: '请先征得本人同意再勾选' }) consent!: boolean;
}

export class NewChildForm extends ChildForm {
  @Tick({ message: '孩子要由监护人登记，请确认后勾选' }) consent!: boolean;
}

export const profileFields = ['name', 'ageBand', 'siteId', 'consent'];
