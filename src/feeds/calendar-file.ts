import ical, { escape, ICalAlarmType, ICalEventStatus } from 'ical-generator';
import { isoWithOffset } from '../shared/kernel/shanghai';
import type { CalendarEvent } from './calendar-event.rules';

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
].join('\r\n');

/** The library writes a time of a zone as it is read on the wall, without looking at the machine's. */
const wallTime = (instant: Date): string => isoWithOffset(instant).slice(0, 19);

/** An iCalendar file (RFC 5545) of evenings, the one shape of every feed. */
export function calendarFile({ name, events, alarms, publicUrl }: CalendarFile): string {
  const calendar = ical({
    name: escape(name, false),
    prodId: '//night-school//evenings//ZH',
    ttl: REFRESH,
    // the zone stands at the events: a calendar with one has stamps that are not UTC, against the RFC
    timezone: { name: null, generator: () => VTIMEZONE },
  });
  const host = new URL(publicUrl).hostname;
  for (const event of events)
    calendar.createEvent({
      id: `${event.sessionId}@${host}`,
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
  // the RFC wants a component even where nothing is held
  const text = events.length > 0 ? calendar.toString() : empty(calendar.toString());
  return `${text}\r\n`;
}

const alarm = (trigger: number, { summary, location }: CalendarEvent) => ({
  ...{ type: ICalAlarmType.display, trigger, description: `${summary}，${location}` },
});

const empty = (text: string): string =>
  text.replace('END:VCALENDAR', `${VTIMEZONE}\r\nEND:VCALENDAR`);
