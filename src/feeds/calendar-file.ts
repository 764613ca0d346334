import ical, { escape, ICalAlarmType, ICalEventData, ICalEventStatus } from 'ical-generator';
import { isoWithOffset } from '../shared/kernel/shanghai';
import type { CalendarEvent } from './calendar-event.rules';
import { folded } from './folding.rules';

export interface CalendarFile {
  name: string;
  events: readonly CalendarEvent[];
  /** How long before an evening the phone rings, in seconds. */
  alarms: readonly number[];
  publicUrl: string;
}

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600;
/** How often a program should ask again; an evening is called off hours ahead, seldom less. */
const REFRESH = 2 * HOUR;
const END = 'END:VCALENDAR';

/** The zone has had no summer time since 1991: one rule for all that this product deals with. */
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n');

/**
 * An iCalendar file (RFC 5545) of evenings, the one shape of every feed. The library writes its
 * parts; put together and folded they are here, because it takes two milliseconds of everybody's
 * time to fold one event. The zone stands at the events: a calendar that has one writes its stamps
 * in it, and the RFC wants them in UTC.
 */
export function calendarFile({ name, events, alarms, publicUrl }: CalendarFile): string {
  const prodId = '//night-school//evenings//ZH';
  const calendar = ical({ name: escape(name, false), prodId, ttl: REFRESH });
  const head = calendar.toString().slice(0, -END.length);
  const parts = events.map((one) =>
    calendar.createEvent(eventData(one, alarms, publicUrl)).toString(),
  );
  return `${head}${VTIMEZONE}${folded(parts.join(''))}${END}\r\n`;
}

/** The library writes a time of a zone as it is read on the wall, without looking at the machine's. */
const wallTime = (instant: Date): string => isoWithOffset(instant).slice(0, 19);

const eventData = (
  event: CalendarEvent,
  alarms: readonly number[],
  publicUrl: string,
): ICalEventData => ({
  id: `${event.sessionId}@${new URL(publicUrl).hostname}`,
  sequence: event.revision,
  stamp: event.changedAt,
  lastModified: event.changedAt,
  timezone: ZONE,
  start: wallTime(event.startsAt),
  end: wallTime(event.endsAt),
  summary: event.summary,
  location: event.location,
  description: event.description,
  url: publicUrl + event.path,
  status: event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  alarms: event.isCancelled ? [] : alarms.map((trigger) => alarm(trigger, event)),
});

const alarm = (trigger: number, { summary, location }: CalendarEvent) => ({
  ...{ type: ICalAlarmType.display, trigger, description: `${summary}，${location}` },
});
