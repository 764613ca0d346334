/** Where grants of roles are kept: at a school's desk or at the centre. */
export const peoplePaths = {
  school: (schoolId: string) => `/schools/${schoolId}/desk/people`,
  center: () => '/center/people',
  removal: (base: string, grantId: string) => `${base}/${grantId}/removal`,
};

export const profilePaths = {
  index: () => '/profiles',
  new: (kind: 'family' | 'child') => `/profiles/new/${kind}`,
  edit: (profileId: string) => `/profiles/${profileId}/edit`,
  update: (profileId: string) => `/profiles/${profileId}`,
  photoConsent: (profileId: string) => `/profiles/${profileId}/photo-consent`,
  password: () => '/profiles/password',
  otherSignOuts: () => '/profiles/other-sign-outs',
};

export const resetPaths = {
  request: () => '/password-resets',
  sent: () => '/password-resets/sent',
  code: () => '/password-resets/code',
  link: (token: string) => `/password-resets/links/${token}`,
  desk: (schoolId: string) => `/schools/${schoolId}/desk/resets`,
};
