import type { LayoutData } from '../../src/shared/web/views';

export const county = {
  schoolName: '云河市民夜校',
  phone: '12345',
  host: '云河县新时代文明实践中心',
  organiser: '',
  icp: '',
  policeRecord: '',
  hours: '',
};

/** What the shell around a page shows, for views that are rendered without a request. */
export const layout = (changes: Partial<LayoutData> = {}): LayoutData => ({
  title: '选课',
  tab: 'classes',
  night: false,
  elder: false,
  buybar: false,
  path: '/classes?q=1',
  csrf: 'token',
  actionKey: 'key',
  signedIn: false,
  accountName: null,
  staffHref: null,
  demo: false,
  flash: null,
  county,
  publicUrl: 'http://localhost:3000',
  desk: null,
  styles: [],
  scripts: [],
  ...changes,
});
