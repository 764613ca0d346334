import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Bool, Id, Instant, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { School } from '../sites/school.entity';

export const feedKinds = ['learner', 'teacher', 'room', 'school'] as const;
export type FeedKind = (typeof feedKinds)[number];

/**
 * Which address of a calendar feed is the valid one. A learner who never changed theirs has no row
 * and version 1; the feeds of a school have one from the day that somebody opened them.
 */
@Entity()
@Check('ck_feed_link_kind', oneOf('kind', feedKinds))
@Index('ix_feed_link_school', ['schoolId'])
export class FeedLink {
  /** Of the account, the room or the school whose evenings it shows; of a teacher see `linkIdOf`. */
  @Id() id!: string;
  @Text(10) kind!: FeedKind;
  /** Whose staff look after it; nobody's when it is a learner's own. */
  @Ref({ nullable: true })
  @ForeignKey(() => School, { name: 'fk_feed_link_school', onDelete: 'RESTRICT' })
  schoolId!: string | null;
  /** A teacher is known by name at a school. */
  @Text(60, { default: '' }) teacherName!: string;
  /** A token is signed for one version and ends with it. */
  @Int() version!: number;
  @Bool({ default: false }) isOff!: boolean;
  @Instant() changedAt!: Date;
}
