import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Account } from '../identity/account.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { Instant, Ref, Text } from '../shared/database/columns';

/** 免讲: why an evening had no preface. */
@Entity()
export class PrefaceExemption {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => ClassSession, { name: 'fk_preface_exemption_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  @Text(200) reason!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_preface_exemption_actor', onDelete: 'RESTRICT' })
  actorId!: string;
  @Instant() at!: Date;
}
