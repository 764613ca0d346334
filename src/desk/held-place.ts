import { EnrollmentState, placeText } from '../enrollment/enrollment.states';
import { momentText } from '../shared/kernel/shanghai';

export interface HeldPlace {
  state: EnrollmentState;
  position: number | null;
  /** Of an offered seat: until when it waits for an answer. */
  offerExpiresAt?: Date | null;
}

/** What is true of a place, so that nobody takes a lot or an offer for a seat. */
export function heldText({ state, position, offerExpiresAt }: HeldPlace): string {
  if (state === 'applied') return '参加了摇号，还没有名额';
  if (state !== 'offered' || !offerExpiresAt) return placeText({ state, position });
  // an offer lasts two hours: its year goes without saying
  const until = momentText(offerExpiresAt, offerExpiresAt);
  return `有一个名额等本人确认，要在 ${until} 前到“我的夜校”点“确认入班”，过时给下一位`;
}
