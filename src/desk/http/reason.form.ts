import { Text } from '../../shared/web/fields';

/** Why staff look at somebody's number or take their place. */
export class ReasonForm {
  @Text({ label: '原因', min: 4, max: 200, lines: true }) reason!: string;
}
