import type { ListedPerson } from './pasted-text.rules';

/** More do not fit on a page that a person still reads. */
export const MOST_ROWS = 200;

export type RowField = 'name' | 'phone' | 'ageBand';

/** One line of a list as the clerk sees and mends it. */
export interface ListRow extends ListedPerson {
  /** The clerk does not want this one enrolled. */
  leftOut: boolean;
  /** What has to be corrected before anything can be said about the person. */
  problems: { field: RowField; message: string }[];
}

/** What will happen to a row, or what did. */
export type RowOutcome =
  'seated' | 'queued' | 'entered' | 'already' | 'refused' | 'repeated' | 'unreadable' | 'left_out';

/** Where a person comes from that the county knows already. */
export interface KnownPerson {
  accountId: string;
  profileId: string;
}
