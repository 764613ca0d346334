import { accountAgeBands, AgeBand, ageBandNames } from '../identity/person';
import { Form, formView } from '../shared/web/bind';
import { OneOf, PersonName, Phone, Tick } from '../shared/web/fields';

/** Somebody who stands before a clerk; the fields of `partials/desk-person`. */
export class DeskPersonForm {
  @PersonName() name!: string;
  @Phone() phone!: string;
  @OneOf(accountAgeBands, { label: '年龄段' }) ageBand!: AgeBand;
  @Tick({ message: '请先把个人信息说明念给本人听，本人同意后再勾选' }) consent!: boolean;
}

/** What the partial needs. */
export const personView = (form: Form<DeskPersonForm>) => ({
  form: formView(form, ['name', 'phone', 'ageBand', 'consent']),
  ageBands: accountAgeBands.map((band) => ({ value: band, label: ageBandNames[band] })),
});
