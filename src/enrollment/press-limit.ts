import { Injectable } from '@nestjs/common';
import { Config } from '../shared/config/config';
import { Clock } from '../shared/kernel/clock';
import { TooMany } from '../shared/web/errors';

const MOST = 20;
const WINDOW_MS = 10_000;
/** Accounts remembered at once; the one that pressed longest ago is forgotten first. */
const MOST_ACCOUNTS = 10_000;

/**
 * Keeps one account from pressing without end. Counted for an account and never for an address,
 * which a whole school may share; in memory, for one process, so that it costs the rush nothing.
 */
@Injectable()
export class PressLimit {
  private readonly presses = new Map<string, number[]>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Counts a press of 报名. @throws TooMany when the account pressed too often just now */
  count(accountId: string): void {
    if (!this.config.throttle) return;
    const now = this.clock.now().getTime();
    // a clock that was set back must not lock anybody out: what lies ahead of it is forgotten
    const recent = (this.presses.get(accountId) ?? []).filter(
      (at) => at <= now && now - at < WINDOW_MS,
    );
    const full = recent.length >= MOST;
    this.remember(accountId, full ? recent : [...recent, now]);
    if (full) throw new TooMany(secondsUntil(recent[0]! + WINDOW_MS, now), TOO_FAST);
  }

  private remember(accountId: string, presses: number[]): void {
    this.presses.delete(accountId);
    const [oldest] = this.presses.keys();
    if (oldest !== undefined && this.presses.size >= MOST_ACCOUNTS) this.presses.delete(oldest);
    this.presses.set(accountId, presses);
  }
}

const TOO_FAST = '一个账号按得太快，请稍等几秒再按。按一次就够，重复按不会多占名额';
const secondsUntil = (then: number, now: number): number => Math.ceil((then - now) / 1000);
