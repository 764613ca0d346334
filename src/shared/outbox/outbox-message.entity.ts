import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, LongText, Text } from '../database/columns';

export const outboxStates = ['waiting', 'done', 'dead'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** A model that is gone: its secret was sent, or is worth nothing any more. */
export const BLANK = '{}';

/** A mail to be sent, written in the same transaction as its cause and delivered at least once. */
@Entity()
@Index('ix_outbox_message_due', ['state', 'dueAt'])
export class OutboxMessage {
  @Id() id!: string;
  @Text(60) template!: string;
  @Text(60) toName!: string;
  @Text(254) toAddress!: string;
  /** What the template needs, as JSON; rendered at delivery. */
  @LongText() model!: string;
  /** Set when the model holds a one-time secret: it is blanked once the mail is sent, or then. */
  @Instant({ nullable: true }) secretUntil!: Date | null;
  @Text(10, { default: 'waiting' }) state!: OutboxState;
  @Int({ default: 0 }) tries!: number;
  @Instant() createdAt!: Date;
  @Instant() dueAt!: Date;
  @Instant({ nullable: true }) sentAt!: Date | null;
  @Text(300, { nullable: true }) lastError!: string | null;
}
