import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../shared/config/config';
import { Clock } from '../shared/kernel/clock';
import { Heartbeats } from '../shared/outbox/heartbeats';
import type { Actor } from '../shared/web/actor';
import { isAtCentre } from '../sites/site.rules';
import { OperationsQueries } from './operations.queries';
import { alarms, VitalSigns } from './vital-signs.rules';

/** How the installation is, as far as it can tell by itself. */
@Injectable()
export class Vitals {
  private readonly startedAt: Date;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly queries: OperationsQueries,
    private readonly heartbeats: Heartbeats,
  ) {
    this.startedAt = clock.now();
  }

  async read(): Promise<VitalSigns> {
    const [seen, mail, backupAt, freeDisk, clockAhead] = await Promise.all([
      this.queries.lastSeen(),
      this.queries.backlog(this.clock.now()),
      this.queries.lastBackup(),
      this.freeDisk(),
      this.clockAhead(),
    ]);
    const workers = this.heartbeats.expected.map(([name, task]) => ({
      task,
      seenAt: seen.get(name) ?? null,
    }));
    return { startedAt: this.startedAt, workers, mail, backupAt, freeDisk, clockAhead };
  }

  /** What the centre's staff should look at now; nothing for anybody else. */
  async alarmsFor(actor: Actor): Promise<string[]> {
    if (!isAtCentre(actor, 'center.view')) return [];
    return alarms(await this.read(), this.clock.now());
  }

  private async freeDisk(): Promise<number> {
    mkdirSync(this.config.dataDir, { recursive: true });
    const { bavail, bsize } = await statfs(this.config.dataDir);
    return bavail * bsize;
  }

  /** Measured against the middle of the question's way there and back. */
  private async clockAhead(): Promise<number> {
    const before = this.clock.now().getTime();
    const theirs = await this.queries.clock();
    const after = this.clock.now().getTime();
    return theirs.getTime() - (before + after) / 2;
  }
}
