export const ageBands = ['under14', 'a14_17', 'a18_35', 'a36_59', 'a60_plus'] as const;
export type AgeBand = (typeof ageBands)[number];
export const ageBandNames: Record<AgeBand, string> = {
  under14: '14 岁以下',
  a14_17: '14–17 岁',
  a18_35: '18–35 岁',
  a36_59: '36–59 岁',
  a60_plus: '60 岁以上',
};
/** Who may hold an account: nobody under 14 (a guardian registers an accompanying child). */
export const accountAgeBands = ageBands.filter((band) => band !== 'under14');

export const profileKinds = ['self', 'family', 'child'] as const;
export type ProfileKind = (typeof profileKinds)[number];

/** The wording a person agreed to; a new wording gets a new version and is asked for again. */
export const CONSENT_VERSION = '2026-11';

/** 138****8888. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** 李*明, 王*, 欧**丽: the family name and, from three characters on, the last one stay. */
export function maskName(name: string): string {
  const points = [...name];
  if (points.length <= 1) return name;
  if (points.length === 2) return `${points[0]}*`;
  return points[0] + '*'.repeat(points.length - 2) + points.at(-1);
}

/** x***@example.com: enough to recognise an address, not to write to it. */
export const maskEmail = (email: string): string => {
  const [name = '', domain = ''] = email.split('@');
  return `${[...name][0] ?? ''}***@${domain}`;
};
