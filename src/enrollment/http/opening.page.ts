import { placeText, startText } from '../../scheduling/class-card';
import { seatsToDraw } from '../../scheduling/night-class.rules';
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
  const verb = c.toDraw ? '报名摇号' : '报名';
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
    order: c.toDraw ? drawOrder(c, now) : FIRST_COME,
    openLabel: verb,
    label: now < c.opensAt ? `${verb}（${timeOf(c.opensAt)} 开放）` : verb,
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

const FIRST_COME =
  '按夜校收到的先后，手机上的钟快慢没有关系。到点按一次就够，不用刷新，也不用重复按。报满了自动排候补。';

/** Nobody has to be there at the second of opening. */
const drawOrder = ({ closesAt }: ShownClass, now: Date): string =>
  `不分先后，摇号决定。${momentText(closesAt, now)} 截止前什么时候报都一样，早报不占便宜；截止时自动摇号，没中的按名次排候补。`;

function seatsText(c: ShownClass): string {
  const { capacity, deskQuota } = c;
  if (c.toDraw) return `摇 ${seatsToDraw(c)} 个`;
  return deskQuota > 0
    ? `${capacity} 个，其中网上 ${capacity - deskQuota} 个，现场名额 ${deskQuota} 个`
    : `${capacity} 个，都在网上报`;
}
