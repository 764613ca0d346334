import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { PolicyBrief } from '../policy/policy-brief.entity';
import { ClassSession } from '../scheduling/class-session.entity';
import { Id, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Fix, fixes, PrefaceItemState, prefaceItemStates } from './preface.states';

/** One brief in the queue of one evening, or the note that staff do not want it there. */
@Entity()
@Check('ck_preface_item_fix', `"fix" IS NULL OR ${oneOf('fix', fixes)}`)
@Check('ck_preface_item_state', oneOf('state', prefaceItemStates))
@Index('ux_preface_item_brief', ['sessionId', 'briefId'], { unique: true })
@Index('ix_preface_item_brief', ['briefId', 'state'])
@Index('ix_preface_item_state', ['state'])
export class PrefaceItem {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => ClassSession, { name: 'fk_preface_item_session', onDelete: 'RESTRICT' })
  sessionId!: string;
  @Ref()
  @ForeignKey(() => PolicyBrief, { name: 'fk_preface_item_brief', onDelete: 'RESTRICT' })
  briefId!: string;
  /** From 1. */
  @Int() position!: number;
  /** Empty when the planner put it there. */
  @Text(8, { nullable: true }) fix!: Fix | null;
  @Text(10, { default: 'waiting' }) state!: PrefaceItemState;
  /** Why it is there, for staff to read. */
  @Text(80) why!: string;
}
