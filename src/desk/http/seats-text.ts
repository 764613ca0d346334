import { heldForDesk, seatsToDraw } from '../../scheduling/night-class.rules';
import { momentText } from '../../shared/kernel/shanghai';
import type { DeskClass } from '../desk-rosters.service';

type Seats = DeskClass['found'];

const deskSeats = (c: Seats, now: Date): number =>
  Math.min(heldForDesk(c, now), c.capacity - c.taken);

/** Seats as the clerk counts them: the free ones, and those that only the desk may give. */
export function seatsText(c: Seats, now: Date): string {
  const held = deskSeats(c, now);
  const desk = held > 0 ? `，其中现场名额 ${held} 位` : '';
  const left = c.capacity - c.taken;
  const waiting = c.waiting > 0 ? `，候补 ${c.waiting} 人` : '';
  return `已报 ${c.taken} / ${c.capacity}，空 ${left} 位${desk}${waiting}`;
}

/** What a press gives in a class that is yet to be drawn; empty for the others. */
export function drawText(c: Seats, now: Date): string {
  if (!c.toDraw) return '';
  const at = momentText(c.closesAt, now);
  const lot = `这个班的名额摇号决定：${at} 截止后摇 ${seatsToDraw(c)} 个，已有 ${c.applied} 人参加`;
  const held = deskSeats(c, now);
  return held > 0
    ? `${lot}。现场名额还有 ${held} 位，马上报上；用完以后，代报名也是参加摇号。`
    : `${lot}。现在没有现场名额，代报名就是参加摇号，不是马上有名额。`;
}
