import { schedulingPaths } from '../scheduling/scheduling.paths';

const desk = (schoolId: string): string => `/schools/${schoolId}/desk/preface`;
const { deskPreface: queue, preface: open } = schedulingPaths;

/** Addresses of the queues, of the presenter's view and of what was reached. */
export const prefacePaths = {
  desk,
  queue,
  order: (schoolId: string, sessionId: string) => `${queue(schoolId, sessionId)}/order`,
  drops: (schoolId: string, sessionId: string) => `${queue(schoolId, sessionId)}/drops`,
  dropRemovals: (schoolId: string, sessionId: string) =>
    `${queue(schoolId, sessionId)}/drop-removals`,
  pins: (schoolId: string, sessionId: string) => `${queue(schoolId, sessionId)}/pins`,
  pinRemovals: (schoolId: string, sessionId: string) =>
    `${queue(schoolId, sessionId)}/pin-removals`,
  swaps: (schoolId: string, sessionId: string) => `${queue(schoolId, sessionId)}/swaps`,
  exemption: (schoolId: string, sessionId: string) => `${queue(schoolId, sessionId)}/exemption`,
  show: open,
  present: (sessionId: string) => `${open(sessionId)}/present`,
  deliveries: (sessionId: string) => `${open(sessionId)}/deliveries`,
  reach: (schoolId: string, query = '') => `${desk(schoolId)}/reach${query}`,
  reachFile: (schoolId: string, query = '') => `${desk(schoolId)}/reach.xlsx${query}`,
  heard: '/my/prefaces',
  center: '/center/preface',
  centerPins: '/center/preface/pins',
  centerPinRemovals: '/center/preface/pin-removals',
  centerReach: (query = '') => `/center/preface/reach${query}`,
  centerReachFile: (query = '') => `/center/preface/reach.xlsx${query}`,
  class: schedulingPaths.show,
};
