import { Entity, ForeignKey, Index } from 'typeorm';
import { Bool, Id, Ref, Text } from '../shared/database/columns';
import { Site } from './site.entity';

/** The 市民夜校 of one station. */
@Entity()
@Index('ux_school_site', ['siteId'], { unique: true })
export class School {
  @Id() id!: string;
  @Ref()
  @ForeignKey(() => Site, { name: 'fk_school_site', onDelete: 'RESTRICT' })
  siteId!: string;
  @Text(40) name!: string;
  /** The head of the station is also 校长 and the first responsible person. */
  @Text(25) principal!: string;
  @Text(20) phone!: string;
  @Text(100) address!: string;
  @Bool({ default: false }) stepFree!: boolean;
  @Text(100, { default: '' }) stepFreeNote!: string;
  @Text(300, { default: '' }) intro!: string;
  /** When the house is locked: no evening lasts longer. */
  @Text(5, { default: '21:30' }) closesAt!: string;
  /** Which house stands for it in the street of the home page. */
  @Text(10, { default: 'block' }) art!: string;
}
