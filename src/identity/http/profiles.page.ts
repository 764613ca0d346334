import { Form, formView } from '../../shared/web/bind';
import type { Community } from '../../sites/sites.queries';
import { profilePaths } from '../identity.paths';
import { accountAgeBands, ageBandNames, maskPhone, ProfileKind } from '../person';
import type { OwnProfile } from '../profiles.queries';
import { MOST_PROFILES } from '../household.rules';
import { childAgeBands, profileFields } from './profile.form';

const kindNames: Record<ProfileKind, string> = { self: '本人', family: '家人', child: '孩子' };

/** `/profiles` */
export const profilesIndex = (profiles: readonly OwnProfile[], phone: string) => ({
  phone: maskPhone(phone),
  profiles: profiles.map((one) => ({
    name: one.name,
    kind: kindNames[one.kind],
    ageBand: ageBandNames[one.ageBand],
    community: one.siteName,
    photoText: one.photoConsent ? '同意照片里出现' : '不同意照片里出现',
    photoOn: one.photoConsent ? '0' : '1',
    photoButton: one.photoConsent ? '收回同意' : '改为同意',
    photoAction: profilePaths.photoConsent(one.id),
    editHref: profilePaths.edit(one.id),
    key: `photo-${one.id.slice(-8)}`,
  })),
  mayAdd: profiles.length < MOST_PROFILES,
  most: MOST_PROFILES,
  familyHref: profilePaths.new('family'),
  childHref: profilePaths.new('child'),
  passwordHref: profilePaths.password(),
  otherSignOuts: profilePaths.otherSignOuts(),
});

interface Target {
  kind: ProfileKind;
  /** Null for somebody new. */
  profile: OwnProfile | null;
}

/** The form of a person, new or known. */
export function profileForm(
  form: Form<object>,
  { kind, profile }: Target,
  communities: readonly Community[],
) {
  const isChild = kind === 'child';
  const bands = isChild ? childAgeBands : accountAgeBands;
  const heading = profile ? `修改${profile.name}的资料` : isChild ? '带孩子一起来' : '添加家人';
  return {
    form: formView(form, profile ? profileFields.slice(0, 3) : profileFields),
    heading,
    isChild,
    isNew: profile === null,
    button: profile ? '保存修改' : '添加',
    action: profile ? profilePaths.update(profile.id) : profilePaths.new(isChild ? kind : 'family'),
    ageBands: bands.map((band) => ({ value: band, label: ageBandNames[band] })),
    communities: communities.map((site) => ({ value: site.id, label: site.name })),
    backHref: profilePaths.index(),
  };
}
