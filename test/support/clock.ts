import { Clock } from '../../src/shared/kernel/clock';

/** A clock that a test sets. */
export class TestClock extends Clock {
  constructor(private present = new Date('2026-11-24T11:00:00Z')) {
    super();
  }
  override now(): Date {
    return new Date(this.present);
  }
  set(instant: Date): void {
    this.present = instant;
  }
  advance(minutes: number): void {
    this.present = new Date(this.present.getTime() + minutes * 60_000);
  }
}
