import { newId } from '../shared/kernel/ids';
import type { Consent } from './consent.entity';
import { CONSENT_VERSION } from './person';

/** A row of {@link Consent}: what somebody agrees to now, in today's wording. */
export const agreement = (
  profileId: string,
  kind: Consent['kind'],
  channel: Consent['channel'],
  givenAt: Date,
) => ({ id: newId(), profileId, kind, version: CONSENT_VERSION, channel, givenAt });
