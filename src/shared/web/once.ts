import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { isUniqueViolation } from '../database/dialect';
import { sql } from '../database/sql';
import { Clock } from '../kernel/clock';
import { sha256 } from '../kernel/ids';
import { RuleViolation } from '../kernel/rule-violation';
import type { Actor } from './actor';
import { ActionKey } from './request-records.entity';

/** One press of one form: the key on the form and what was sent with it. */
export interface Press {
  actor: Actor;
  key: string | null;
  route: string;
  body: unknown;
}

/** The shape of a key that a form of ours carries. */
export const isActionKey = (key: unknown): key is string =>
  typeof key === 'string' && /^[\w-]{8,64}$/.test(key);

/** The key a form carried, if any. */
export function actionKeyOf(body: unknown): string | null {
  const key = (body as { actionKey?: unknown } | undefined)?.actionKey;
  return isActionKey(key) ? key : null;
}

export const pressHash = (route: string, body: unknown): string => {
  const { _csrf, actionKey, ...fields } = (body ?? {}) as Record<string, unknown>;
  void _csrf;
  void actionKey;
  return sha256(`${route}\n${JSON.stringify(Object.entries(fields).sort())}`);
};

/** The same key with other contents: somebody changed a form after sending it. */
export const keyReused = (): RuleViolation =>
  new RuleViolation('action_key_reused', '这张表单已经提交过另一份内容，请刷新页面后重新填写');

/** Carries out a press once; pressing again gets the first answer (quality A7). */
@Injectable()
export class Once {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @param work does the change and returns the path to show next, inside one transaction with the
   * record of the key
   */
  async run(press: Press, work: () => Promise<string>): Promise<string> {
    const { actor, key } = press;
    if (!isActionKey(key)) return this.database.write(work);
    const requestHash = pressHash(press.route, press.body);
    const earlier = await this.answered(actor.accountId, key, requestHash);
    if (earlier !== null) return earlier;
    try {
      return await this.database.write(async (tx) => {
        const answer = await work();
        const at = this.clock.now();
        await tx.insert(ActionKey, { accountId: actor.accountId, key, requestHash, answer, at });
        return answer;
      });
    } catch (error) {
      const first = isUniqueViolation(error)
        ? await this.answered(actor.accountId, key, requestHash)
        : null;
      if (first !== null) return first;
      throw error;
    }
  }

  private async answered(accountId: string, key: string, hash: string): Promise<string | null> {
    const row = await this.database.one<{ request_hash: string; answer: string }>(
      sql`SELECT request_hash, answer FROM action_key
          WHERE account_id = ${accountId} AND "key" = ${key}`,
    );
    if (!row) return null;
    if (row.request_hash !== hash) throw keyReused();
    return row.answer;
  }
}
