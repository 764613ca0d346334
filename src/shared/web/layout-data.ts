/** The county as every page names it; a line that is not configured is empty and left out. */
interface CountyView {
  schoolName: string;
  phone: string;
  host: string;
  organiser: string;
  icp: string;
  policeRecord: string;
  hours: string;
}

/** The side navigation of the school desk or of the county centre. */
interface DeskView {
  kind: 'school' | 'center';
  brand: string;
  nav: { href: string; label: string; icon: string; current: boolean }[];
}

/** What the shell around a page needs; reachable in every template as `@layout`. */
export interface LayoutData {
  title: string;
  tab: 'home' | 'classes' | 'courses' | 'policy' | 'schools' | 'my' | null;
  night: boolean;
  elder: boolean;
  buybar: boolean;
  /** The current local address, where the elder switch returns to. */
  path: string;
  csrf: string;
  actionKey: string;
  signedIn: boolean;
  accountName: string | null;
  staffHref: string | null;
  demo: boolean;
  flash: string | null;
  county: CountyView;
  publicUrl: string;
  desk: DeskView | null;
  /** Names of modules under public/, e.g. js/submit.js. */
  styles: string[];
  scripts: string[];
}

/** What the shell around a mail needs. */
export interface MailLayoutData {
  subject: string;
  county: CountyView;
  publicUrl: string;
}
