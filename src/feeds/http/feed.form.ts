import { Chosen } from '../../shared/web/fields';

export class FeedForm {
  /** The id of its link. */
  @Chosen({ label: '日历' }) feed!: string;
}
