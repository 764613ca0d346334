import { placeText, startText } from '../../scheduling/class-card';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import { schedulingPaths } from '../../scheduling/scheduling.paths';
import { clockText, momentText, timeOf } from '../../shared/kernel/shanghai';
import { Form, formView } from '../../shared/web/bind';
import type { PageOptions } from '../../shared/web/page';
import { enrollmentPaths } from '../enrollment.paths';
import { BUTTON_BEFORE_MS, remainingText, tooEarlyText } from '../opening.rules';
import type { Press } from './class.page';
import type { EnrollForm } from './presses';

export const openingOptions = (c: ShownClass): PageOptions => ({
  title: `等开放：${c.title}`,
  tab: 'classes',
  scripts: ['js/countdown.js'],
});

/** The view model of `enrollment/opening`: what a reader needs at the second of opening, no more. */
export function openingPage(c: ShownClass, press: Press, form: Form<EnrollForm>, now: Date) {
  const buttonAt = new Date(c.opensAt.getTime() - BUTTON_BEFORE_MS);
  return {
    title: c.title,
    classHref: schedulingPaths.show(c.id),
    selfHref: enrollmentPaths.opening(c.id),
    when: startText(c, now),
    place: placeText(c),
    phone: c.school.phone,
    clock: clockText(now),
    serverTime: now.getTime(),
    opensAt: c.opensAt.getTime(),
    opening: momentText(c.opensAt, now),
    remaining: now < c.opensAt ? `还有 ${remainingText(c.opensAt, now)}` : '',
    seatCount: seatsText(c),
    ...personal(c, press, now >= buttonAt),
    early: now >= buttonAt ? '' : timeOf(buttonAt),
    label: now < c.opensAt ? `报名（${timeOf(c.opensAt)} 开放）` : '报名',
    form: formView(form, ['profileId']),
  };
}

/** The same after a press that came too early. */
export const tooEarlyPage = (c: ShownClass, press: Press, form: Form<EnrollForm>, now: Date) => ({
  ...openingPage(c, press, form, now),
  problem: tooEarlyText(c.opensAt, now),
});

function personal(c: ShownClass, press: Press, near: boolean) {
  return {
    problem: '',
    signInHref: press.signedIn ? '' : `/sign-in?next=${enrollmentPaths.opening(c.id)}`,
    placeHref: press.placeHref ?? '',
    showsForm: near && press.signedIn && press.placeHref === null,
    blocked: press.blocked,
    reasons: press.placeHref ? [] : press.reasons,
    severalProfiles: press.profiles.length > 1,
    profiles: press.profiles,
    action: enrollmentPaths.create(c.id),
  };
}

const seatsText = ({ capacity, deskQuota }: ShownClass): string =>
  deskQuota > 0
    ? `${capacity} 个，其中网上 ${capacity - deskQuota} 个，现场名额 ${deskQuota} 个`
    : `${capacity} 个，都在网上报`;
