/** One account for each role, in a database seeded with the demo county and nowhere else. */
export const demoRoles = [
  { name: '学员', phone: '19000000001' },
  { name: '合伙人', phone: '19000000101' },
  { name: '教务', phone: '19000000201' },
  { name: '校长', phone: '19000000202' },
  { name: '中心', phone: '19000000301' },
  { name: '审计', phone: '19000000401' },
] as const;
