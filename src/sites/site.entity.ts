import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Bool, Id, Int, Ref, Text } from '../shared/database/columns';
import { oneOf } from '../shared/database/schema';

export const siteLevels = ['center', 'office', 'station', 'point'] as const;
export type SiteLevel = (typeof siteLevels)[number];
export const siteLevelNames: Record<SiteLevel, string> = {
  center: '中心',
  office: '所',
  station: '站',
  point: '点',
};

/** A node of the tree 文明实践中心 → 所 → 站 → 点. Rights given at a site hold for its subtree. */
@Entity()
@Check('ck_site_level', oneOf('level', siteLevels))
@Index('ux_site_path', ['path'], { unique: true })
export class Site {
  @Id() id!: string;
  @Ref({ nullable: true })
  @ForeignKey(() => Site, { name: 'fk_site_parent', onDelete: 'RESTRICT' })
  parentId!: string | null;
  @Text(10) level!: SiteLevel;
  @Text(40) name!: string;
  /** The ids from the centre down, `/centre/office/station/`: a subtree is a prefix. */
  @Text(160) path!: string;
  /** 中心站: covers neighbouring villages. */
  @Bool({ default: false }) isHub!: boolean;
  /** The 中心站 that covers this station, if any. */
  @Ref({ nullable: true })
  @ForeignKey(() => Site, { name: 'fk_site_hub', onDelete: 'RESTRICT' })
  hubId!: string | null;
  @Int({ default: 0 }) position!: number;
}
