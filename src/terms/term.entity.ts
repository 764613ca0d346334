import { Entity, Index } from 'typeorm';
import { Id, Instant, Text } from '../shared/database/columns';

/** 学期: the span within which the limit per person counts. */
@Entity()
@Index('ux_term_name', ['name'], { unique: true })
export class Term {
  @Id() id!: string;
  /** 2026 冬季. */
  @Text(20) name!: string;
  @Instant() startsAt!: Date;
  @Instant() endsAt!: Date;
}
