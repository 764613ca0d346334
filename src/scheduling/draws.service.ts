import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../shared/kernel/clock';
import { newId } from '../shared/kernel/ids';
import { RuleViolation } from '../shared/kernel/rule-violation';
import { Draw } from './draw.entity';

/** A seed of a draw and what is published of it beforehand. */
function newSeed(): { seed: string; commitment: string } {
  const seed = randomBytes(32);
  return {
    seed: seed.toString('hex'),
    commitment: createHash('sha256').update(seed).digest('hex'),
  };
}

/** Commits to the lots of classes that are to be drawn. */
@Injectable()
export class Draws {
  constructor(private readonly clock: Clock) {}

  /**
   * The draw of all classes with this window, made and committed to when it is the first of them.
   * @throws RuleViolation once the window is open: a commitment must come before it
   */
  async forWindow(tx: EntityManager, window: { opensAt: Date; closesAt: Date }): Promise<string> {
    const { opensAt, closesAt } = window;
    const now = this.clock.now();
    if (opensAt <= now)
      throw new RuleViolation('past', '摇号的班要在开放报名以前公布，请先修改报名开放时间');
    const found = await tx.findOneBy(Draw, { opensAt, closesAt });
    if (found) return found.id;
    const row = { id: newId(), opensAt, closesAt, ...newSeed(), committedAt: now };
    await tx.insert(Draw, { ...row, drawnAt: null, list: null, listHash: null });
    return row.id;
  }
}
