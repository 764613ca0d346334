import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Releasing } from '../enrollment/releasing.service';
import { Database } from '../shared/database/database';
import { Clock } from '../shared/kernel/clock';
import { BackgroundWorker } from '../shared/outbox/background-worker';
import { Heartbeats } from '../shared/outbox/heartbeats';
import { AbsencesQueries } from './absences.queries';
import { RELEASED_FOR } from './absences.rules';

const EVERY_MS = 60_000;

/** Frees the seats of those who stayed away three times without leave. */
@Injectable()
export class AbsencesWorker extends BackgroundWorker {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly absences: AbsencesQueries,
    private readonly releasing: Releasing,
    heartbeats: Heartbeats,
  ) {
    super('absences', '缺课释放名额', heartbeats);
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.next();
  }

  /** One round. A mark that was put right meanwhile counts: each seat is looked at again. */
  async round(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.absences.due(now))
      await this.database.write(async (tx) => {
        await this.releasing.locked(tx, id);
        if (await this.absences.isDue(tx, id, now)) await this.releasing.release(id, RELEASED_FOR);
      });
  }
}
