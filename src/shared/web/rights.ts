/** What a person may be at a site. */
export const roles = ['partner', 'clerk', 'principal', 'center', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  partner: '合伙人',
  clerk: '教务',
  principal: '校长',
  center: '中心',
  auditor: '审计',
};

/** The one rights matrix: each action and the roles that may do it within their subtree. */
export const rights = {
  'desk.view': ['clerk', 'principal', 'center', 'auditor'],
  'class.manage': ['clerk', 'principal', 'center'],
  'enrollment.desk': ['clerk', 'principal', 'center'],
  'standing.answer': ['principal', 'center'],
  'account.reset': ['clerk', 'principal', 'center'],
  'room.manage': ['clerk', 'principal', 'center'],
  'school.manage': ['principal', 'center'],
  'brief.view': ['clerk', 'principal', 'center', 'auditor'],
  'brief.write': ['clerk', 'principal', 'center'],
  'brief.review': ['principal', 'center'],
  'brief.publish': ['center'],
  'people.view': ['principal', 'center', 'auditor'],
  'people.manage': ['principal', 'center'],
  'center.view': ['center', 'auditor'],
  'center.manage': ['center'],
  'site.manage': ['center'],
  'course.manage': ['center'],
  'mail.manage': ['center'],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof rights;

/** The roles that a holder of each role may give and take: never one's own or a higher one. */
export const grantableBy: Record<Role, readonly Role[]> = {
  partner: [],
  clerk: [],
  principal: ['clerk', 'partner'],
  center: ['principal', 'clerk', 'partner', 'auditor'],
  auditor: [],
};
