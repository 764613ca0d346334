import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BackgroundWorker } from '../shared/outbox/background-worker';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { BriefEnding } from './brief-ending.service';

const EVERY_MS = 60_000;

/** Ends the briefs whose last day is over, a minute after midnight at the latest. */
@Injectable()
export class BriefsExpiryWorker extends BackgroundWorker {
  constructor(
    private readonly ending: BriefEnding,
    heartbeats: Heartbeats,
  ) {
    super('briefs', '政策传真到期', heartbeats);
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.next();
  }

  async round(): Promise<void> {
    while ((await this.ending.expire()) > 0);
  }
}
