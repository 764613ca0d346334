import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Instant, LongText, Ref } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';
import { Enrollment } from './enrollment.entity';
import { KeptNews, keptNews } from './enrollment.news';

/** News of a place whose holder has no e-mail: they read it on the page, or are phoned. */
@Entity()
@Check('ck_place_news_kind', oneOf('kind', keptNews))
@Index('ix_place_news_unread', ['accountId'], { where: '"seen_at" IS NULL' })
@Index('ix_place_news_class', ['classId'])
export class PlaceNews {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @ForeignKey(() => Enrollment, { name: 'fk_place_news_enrollment', onDelete: 'RESTRICT' })
  enrollmentId!: string;
  @PrimaryColumn({ type: 'varchar', length: 16 }) kind!: KeptNews;
  /** Both as on the enrollment, where they never change. */
  @Ref() accountId!: string;
  @Ref() classId!: string;
  /** In words for the learner what happened, where neither the place nor the class says it. */
  @LongText({ nullable: true }) words!: string | null;
  @Instant() at!: Date;
  @Instant({ nullable: true }) seenAt!: Date | null;
}
