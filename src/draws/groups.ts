/**
 * 优先群体: whom a class of a draw may keep seats or extra tickets for. A closed list of published
 * criteria; reserved seats are filled in this order.
 */
export const groups = ['near', 'senior', 'newcomer'] as const;
export type Group = (typeof groups)[number];

export const groupNames: Readonly<Record<Group, string>> = {
  near: '家住本站点辖区',
  senior: '60 岁以上',
  newcomer: '本学期还没有上多节班',
};
