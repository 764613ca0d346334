import { placeText } from '../../enrollment/enrollment.states';
import type { EnrollmentRow } from '../../enrollment/enrollments.queries';
import { afterCancelling, whyNoCancelling } from '../../enrollment/releasing.rules';
import { maskName } from '../../identity/person';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { Form, formView } from '../../shared/web/bind';
import type { DeskClass } from '../desk-rosters.service';
import { deskPaths } from '../desk.paths';
import type { ReasonForm } from './reason.form';

/** `desk/cancellation`: what follows, or why it is too late. */
export const cancellationPage = (
  { school, found }: DeskClass,
  row: EnrollmentRow,
  form: Form<ReasonForm>,
  now: Date,
) => ({
  form: formView(form, ['reason']),
  title: row.title,
  name: maskName(row.profileName),
  stateText: placeText(row),
  why: whyNoCancelling(found, now) ?? '',
  after: afterCancelling(row, found, now),
  action: deskPaths.cancellation(school.id, row.id),
  backHref: schedulingPaths.roster(school.id, row.classId),
});
