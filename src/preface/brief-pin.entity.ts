import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Account } from '../identity/account.entity';
import { BriefLevel, briefLevels } from '../policy/brief-words';
import { PolicyBrief } from '../policy/policy-brief.entity';
import { Id, Instant, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Site } from '../sites/site.entity';

/** 县里指定: a brief, or a whole level, goes first at the sites below one of them for some time. */
@Entity()
@Check('ck_brief_pin_what', '("brief_id" IS NULL) <> ("level" IS NULL)')
@Check('ck_brief_pin_level', `"level" IS NULL OR ${oneOf('level', briefLevels)}`)
@Check('ck_brief_pin_days', '"from_day" <= "to_day"')
@Index('ix_brief_pin_to', ['toDay'])
@Index('ix_brief_pin_brief', ['briefId'])
@Index('ix_brief_pin_site', ['siteId'])
export class BriefPin {
  @Id() id!: string;
  @Ref({ nullable: true })
  @ForeignKey(() => PolicyBrief, { name: 'fk_brief_pin_brief', onDelete: 'RESTRICT' })
  briefId!: string | null;
  @Text(10, { nullable: true }) level!: BriefLevel | null;
  /** The first and the last day, `YYYY-MM-DD`. */
  @Text(10) fromDay!: string;
  @Text(10) toDay!: string;
  @Ref()
  @ForeignKey(() => Site, { name: 'fk_brief_pin_site', onDelete: 'RESTRICT' })
  siteId!: string;
  @Ref()
  @ForeignKey(() => Account, { name: 'fk_brief_pin_actor', onDelete: 'RESTRICT' })
  actorId!: string;
  @Instant() createdAt!: Date;
}
