import { Flag, Ids, PersonName, Text } from '../../shared/web/fields';

export class SiteForm {
  @Text({ label: '名称', min: 2, max: 40 }) name!: string;
}

/** A station comes with its school. */
export class StationForm extends SiteForm {
  @PersonName('校长姓名') principal!: string;
  @Text({ label: '电话', max: 20 }) phone!: string;
  @Text({ label: '地址', min: 4, max: 100 }) address!: string;
}

export class HubForm {
  @Flag() isHub!: boolean;
  @Ids({ label: '覆盖的站' }) covers!: string[];
}

export const stationFields = ['name', 'principal', 'phone', 'address'] as const;
