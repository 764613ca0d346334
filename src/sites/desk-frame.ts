import type { DeskFrame } from '../shared/web/page';
import type { Action } from '../shared/web/rights';

export type SchoolDeskPlace =
  | 'today'
  | 'timetable'
  | 'feeds'
  | 'plans'
  | 'door'
  | 'preface'
  | 'classes'
  | 'briefs'
  | 'calendar'
  | 'appeals'
  | 'rooms'
  | 'school'
  | 'people'
  | 'resets';
export type CenterPlace =
  | 'overview'
  | 'judgements'
  | 'briefs'
  | 'preface'
  | 'sites'
  | 'courses'
  | 'calendar'
  | 'plans'
  | 'people'
  | 'operations';

const frame = (
  kind: DeskFrame['kind'],
  brand: string,
  current: string,
  entries: [place: string, href: string, label: string, icon: string, needs: Action][],
): DeskFrame => ({
  kind,
  brand,
  nav: entries.map(([place, href, label, icon, needs]) => ({
    href,
    label,
    icon,
    current: place === current,
    needs,
  })),
});

/** The side navigation of a school's workbench, in the order of an evening. */
export function schoolDesk(
  school: { id: string; name: string },
  current: SchoolDeskPlace,
): DeskFrame {
  const at = `/schools/${school.id}/desk`;
  return frame('school', school.name, current, [
    ['today', at, '今晚值班', 'moon-star', 'desk.view'],
    ['timetable', `${at}/timetable`, '周课表', 'calendar-clock', 'desk.view'],
    ['door', `${at}/door`, '扫码签到', 'scan-line', 'desk.view'],
    ['preface', `${at}/preface`, '课前传达', 'presentation', 'desk.view'],
    ['classes', `${at}/classes`, '班级', 'layout-grid', 'desk.view'],
    ['briefs', `${at}/briefs`, '政策传真', 'megaphone', 'brief.view'],
    ['plans', '/plans', '学期排课', 'calendar-plus', 'class.manage'],
    ['calendar', `${at}/calendar`, '校历', 'calendar-days', 'desk.view'],
    ['feeds', `${at}/feeds`, '日历订阅', 'calendar-sync', 'class.manage'],
    ['rooms', `${at}/rooms`, '教室', 'door-open', 'desk.view'],
    ['school', `${at}/school/edit`, '夜校资料', 'school', 'school.manage'],
    ['people', `${at}/people`, '人员权限', 'users', 'people.view'],
    ['appeals', `${at}/appeals`, '信用申诉', 'scale', 'desk.view'],
    ['resets', `${at}/resets`, '重设密码', 'key-round', 'account.reset'],
  ]);
}

/** The side navigation of the county centre. */
export function centerDesk(current: CenterPlace): DeskFrame {
  return frame('center', '县中心工作台', current, [
    ['overview', '/center', '总览', 'layout-dashboard', 'center.view'],
    ['preface', '/center/preface', '课前传达', 'presentation', 'center.view'],
    ['sites', '/center/sites', '阵地', 'map-pin', 'site.manage'],
    ['courses', '/center/courses', '课程', 'book-open', 'course.manage'],
    ['plans', '/plans', '学期排课', 'calendar-plus', 'class.manage'],
    ['calendar', '/center/calendar', '校历', 'calendar-days', 'center.view'],
    ['judgements', '/center/judgements', '开班判断', 'scale', 'center.view'],
    ['briefs', '/center/briefs', '政策传真', 'megaphone', 'brief.view'],
    ['people', '/center/people', '人员权限', 'users', 'people.view'],
    ['operations', '/center/operations', '运行状况', 'activity', 'center.view'],
  ]);
}
