import type { DeskFrame } from '../shared/web/page';

export type SchoolDeskPlace =
  'today' | 'classes' | 'enroll' | 'rooms' | 'school' | 'people' | 'resets';
export type CenterPlace = 'overview' | 'sites' | 'courses' | 'people' | 'mail';

const frame = (
  kind: DeskFrame['kind'],
  brand: string,
  current: string,
  entries: [place: string, href: string, label: string, icon: string][],
): DeskFrame => ({
  kind,
  brand,
  nav: entries.map(([place, href, label, icon]) => ({
    href,
    label,
    icon,
    current: place === current,
  })),
});

/** The side navigation of a school's workbench, in the order of an evening. */
export function schoolDesk(
  school: { id: string; name: string },
  current: SchoolDeskPlace,
): DeskFrame {
  const at = `/schools/${school.id}/desk`;
  return frame('school', school.name, current, [
    ['today', at, '今晚值班', 'moon-star'],
    ['classes', `${at}/classes`, '班级', 'layout-grid'],
    ['rooms', `${at}/rooms`, '教室', 'door-open'],
    ['school', `${at}/school/edit`, '夜校资料', 'school'],
    ['people', `${at}/people`, '人员权限', 'users'],
    ['resets', `${at}/resets`, '重设密码', 'key-round'],
  ]);
}

/** The side navigation of the county centre. */
export function centerDesk(current: CenterPlace): DeskFrame {
  return frame('center', '县中心工作台', current, [
    ['overview', '/center', '总览', 'layout-dashboard'],
    ['sites', '/center/sites', '阵地', 'map-pin'],
    ['courses', '/center/courses', '课程', 'book-open'],
    ['people', '/center/people', '人员权限', 'users'],
    ['mail', '/center/mail', '邮件', 'mail'],
  ]);
}
