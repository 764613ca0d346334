import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant, Int, LongText, Ref, Text } from '../database/columns';

/** What an action key answered, so that the same press gets the same answer (quality A7). */
@Entity()
@Index('ix_action_key_at', ['at'])
export class ActionKey {
  @PrimaryColumn({ type: 'varchar', length: 36 }) accountId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) key!: string;
  @Text(64) requestHash!: string;
  @Text(300) answer!: string;
  @Instant() at!: Date;
}

/** How often something was tried from one account or address within one window. */
@Entity()
export class ThrottleCount {
  @PrimaryColumn({ type: 'varchar', length: 120 }) bucket!: string;
  @PrimaryColumn({ type: 'integer' }) window!: number;
  @Int() count!: number;
  @Instant() expiresAt!: Date;
}

/** A form whose session had ended when it was sent; handed back after sign-in. */
@Entity()
export class ParkedForm {
  @PrimaryColumn({ type: 'varchar', length: 64 }) tokenHash!: string;
  /** Who typed it; without one a row is given to nobody. */
  @Ref({ nullable: true }) accountId!: string | null;
  @Text(300) path!: string;
  @LongText() body!: string;
  @Instant() expiresAt!: Date;
}

/** When each background worker was last seen. */
@Entity()
export class Heartbeat {
  @PrimaryColumn({ type: 'varchar', length: 40 }) worker!: string;
  @Instant() at!: Date;
  @Column({ type: 'varchar', length: 300, nullable: true }) lastError!: string | null;
}

/** Facts about the installation itself, such as whether demo data are loaded. */
@Entity()
export class Setting {
  @PrimaryColumn({ type: 'varchar', length: 60 }) name!: string;
  @LongText() value!: string;
}
