import { Injectable } from '@nestjs/common';
import { Draw } from '../scheduling/draw.entity';
import { Database } from '../shared/database/database';
import { sql } from '../shared/database/sql';
import { Clock } from '../shared/kernel/clock';
import { PageCache } from '../shared/web/page-cache';
import { DrawRecords } from './draw-records.service';
import { holdDraw } from './drawing.rules';
import { DrawsQueries } from './draws.queries';

/** Holding draws: everything in one transaction, so a draw is held whole or not at all, and once. */
@Injectable()
export class Drawing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: DrawsQueries,
    private readonly records: DrawRecords,
    private readonly pages: PageCache,
  ) {}

  /**
   * Holds a draw whose window has closed. Two processes may ask at the same moment: the second finds
   * it held. One that dies half-way leaves nothing, and the next attempt has the same seed.
   * @returns whether this call held it
   */
  hold(drawId: string): Promise<boolean> {
    return this.database.write(async (tx) => {
      const now = this.clock.now();
      const claimed = await this.database.execute(
        tx,
        sql`UPDATE draw SET drawn_at = ${now}
            WHERE id = ${drawId} AND drawn_at IS NULL AND closes_at <= ${now}`,
      );
      if (claimed.affected !== 1) return false;
      const { seed } = await tx.findOneByOrFail(Draw, { id: drawId });
      const { classes, entrants } = await this.queries.facts(tx, drawId, now);
      const drawn = holdDraw(classes, entrants, seed, now);
      await this.records.write(tx, drawId, [...classes.keys()], drawn, now);
      this.database.afterCommit(() => this.pages.clear());
      return true;
    });
  }
}
