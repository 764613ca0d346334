import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Account } from '../identity/account.entity';
import { PolicyBrief } from '../policy/policy-brief.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { DeliverySource, deliverySources } from './preface.states';

/** 已宣讲: a brief was spoken on an evening; once, however often it is told. */
@Entity()
@Check('ck_brief_delivery_source', oneOf('source', deliverySources))
@Check('ck_brief_delivery_seconds', '"seconds" BETWEEN 1 AND 3600')
@Index('ux_brief_delivery_brief', ['sessionId', 'briefId'], { unique: true })
@Index('ix_brief_delivery_brief', ['briefId', 'at'])
@Index('ix_brief_delivery_at', ['at'])
export class BriefDelivery {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => ClassSession, { name: 'fk_brief_delivery_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  @Ref()
  @ForeignKey(() => PolicyBrief, { name: 'fk_brief_delivery_brief', onDelete: 'RESTRICT' })
  briefId!: string;
  /** When it had been said to the end. */
  @Instant() at!: Date;
  /** How long it really took. */
  @Int() seconds!: number;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_brief_delivery_actor', onDelete: 'RESTRICT' })
  actorId!: string;
  @Text(8) source!: DeliverySource;
}
