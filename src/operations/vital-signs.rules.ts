const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const GIB = 1024 ** 3;

/** When staff are warned (quality B4, F2, H2). */
export const limits = {
  workerSilent: 5 * MINUTE,
  mailStuck: 5 * MINUTE,
  backupOld: 26 * HOUR,
  diskLow: 2 * GIB,
  clockOff: 5_000,
} as const;
/** A process that has only just started has no pulse yet. */
const WARM_UP = 2 * MINUTE;

/** A background worker: what it does, and when it was last alive. */
export interface Worker {
  task: string;
  seenAt: Date | null;
}

export interface Backlog {
  waiting: number;
  dead: number;
  /** When the oldest mail that is due became so. */
  dueSince: Date | null;
  /** When the oldest waiting mail was written. */
  oldestAt: Date | null;
  /** Whether any mail has gone out since then. */
  sentSince: boolean;
}

export interface VitalSigns {
  startedAt: Date;
  workers: readonly Worker[];
  mail: Backlog;
  backupAt: Date | null;
  /** Bytes that may still be written under DATA_DIR. */
  freeDisk: number;
  /** How far the database's clock is ahead of this process, in milliseconds. */
  clockAhead: number;
}

/** 40 秒, 12 分钟, 3 小时, 2 天: cut off, never rounded up. */
export function spanText(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / 1000))} 秒`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分钟`;
  return ms < 48 * HOUR ? `${Math.floor(ms / HOUR)} 小时` : `${Math.floor(ms / (24 * HOUR))} 天`;
}

export interface Verdict {
  kind: 'ok' | 'plain' | 'bad';
  text: string;
}

/** Whether a worker does its rounds. */
export function workerVerdict({ seenAt }: Worker, startedAt: Date, now: Date): Verdict {
  const justStarted = now.getTime() - startedAt.getTime() < WARM_UP;
  if (seenAt === null)
    return justStarted ? { kind: 'plain', text: '正在启动' } : { kind: 'bad', text: '没有运行过' };
  const silent = now.getTime() - seenAt.getTime();
  if (silent <= limits.workerSilent) return { kind: 'ok', text: '正常' };
  if (justStarted) return { kind: 'plain', text: '正在启动' };
  return { kind: 'bad', text: `已停 ${spanText(silent)}` };
}

/**
 * How long mail has been stuck, in milliseconds: nobody takes what is due, or everything is tried and
 * nothing arrives. One bad address among mails that go out is neither.
 */
export function mailStuckFor(mail: Backlog, now: Date): number {
  const { dueSince, oldestAt, sentSince } = mail;
  const overdue = dueSince === null ? 0 : now.getTime() - dueSince.getTime();
  const failing = oldestAt === null || sentSince ? 0 : now.getTime() - oldestAt.getTime();
  const longest = Math.max(overdue, failing);
  return longest > limits.mailStuck ? longest : 0;
}

/** What somebody should look at now, each in a sentence. */
export function alarms(signs: VitalSigns, now: Date): string[] {
  const found: string[] = [];
  for (const worker of signs.workers) {
    const { kind, text } = workerVerdict(worker, signs.startedAt, now);
    if (kind === 'bad') found.push(`“${worker.task}”${text}`);
  }
  const stuck = mailStuckFor(signs.mail, now);
  if (stuck > 0) found.push(`${signs.mail.waiting} 封邮件等着发出，最久的已等 ${spanText(stuck)}`);
  if (backupIsOld(signs.backupAt, now))
    found.push(`上次备份是 ${spanText(now.getTime() - signs.backupAt!.getTime())}前`);
  if (signs.freeDisk < limits.diskLow) found.push('磁盘快满了');
  if (clockIsOff(signs.clockAhead)) found.push('数据库和程序的时钟对不上');
  return found;
}

export const backupIsOld = (backupAt: Date | null, now: Date): boolean =>
  backupAt !== null && now.getTime() - backupAt.getTime() > limits.backupOld;

export const clockIsOff = (clockAhead: number): boolean => Math.abs(clockAhead) > limits.clockOff;
