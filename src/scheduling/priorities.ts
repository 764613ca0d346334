/**
 * 优先群体: whom a class of a draw may keep seats or extra tickets for. A closed list of published
 * criteria; reserved seats are filled in this order.
 */
export const groupKinds = ['near', 'senior', 'newcomer'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** As it stands in a list. `near` names the station it is near to, for a draw covers many. */
export type Group = GroupKind | `near-${string}`;

export const groupNames: Readonly<Record<GroupKind, string>> = {
  near: '家住本站点辖区',
  senior: '60 岁以上',
  newcomer: '本学期还没有上多节班',
};

const GROUP = /^(near(-[0-9A-Za-z-]{1,36})?|senior|newcomer)$/;

export const isGroup = (text: string): text is Group => GROUP.test(text);

/** Those who live in the area of a station. */
export const nearTo = (siteId: string): Group => `near-${siteId}`;

/** Where a group stands among others, as a text that sorts. */
export const groupPlace = (group: Group): string =>
  `${groupKinds.findIndex((kind) => group.startsWith(kind))} ${group}`;

/** A class's rule: n seats that members come first for, or n tickets for each member. */
export interface Priority {
  group: GroupKind;
  kind: 'seats' | 'weight';
  n: number;
}

/** Reads what a class keeps: `near:seats:5;newcomer:weight:2`, empty for none. */
export const prioritiesOf = (text: string): Priority[] =>
  text
    .split(';')
    .filter(Boolean)
    .map((rule) => {
      const [group, kind, n] = rule.split(':') as [GroupKind, Priority['kind'], string];
      return { group, kind, n: Number(n) };
    });

/** What `prioritiesOf` reads. */
export const priorityText = (rules: readonly Priority[]): string =>
  rules.map(({ group, kind, n }) => `${group}:${kind}:${n}`).join(';');

/** A rule as a sentence for everybody. */
export const priorityWords = ({ group, kind, n }: Priority): string =>
  kind === 'seats'
    ? `${groupNames[group]}的人优先 ${n} 个名额（是保底，不是上限）`
    : `${groupNames[group]}的人有 ${n} 张签，别人 1 张`;
