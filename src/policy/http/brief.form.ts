import type { Form } from '../../shared/web/bind';
import { DateField, Ids, OneOf, Text, Whole } from '../../shared/web/fields';
import type { BriefContent } from '../brief-content';
import {
  Audience,
  audienceNames,
  audiences,
  BriefLevel,
  briefLevelNames,
  briefLevels,
  BriefTopic,
  briefTopicNames,
  briefTopics,
} from '../brief-words';
import { plainLine, plainText } from '../plain-text.rules';
import { spokenUnits, whyTooLong } from '../spoken-time.rules';

/** Far above what may be spoken, so that who pastes too much reads by how much it is too long. */
const MOST_PASTED = 5_000;

export class BriefForm {
  @Text({ label: '标题', min: 4, max: 30 }) title!: string;
  @OneOf(briefLevels, { label: '层级' }) level!: BriefLevel;
  @Text({ label: '发布单位', min: 2, max: 30 }) issuer!: string;
  @Text({ label: '文号', max: 40, optional: true }) documentNumber!: string;
  @Text({ label: '原文网址', max: 300, optional: true }) sourceUrl!: string;
  @Text({ label: '要点一', min: 4, max: 60 }) point1!: string;
  @Text({ label: '要点二', min: 4, max: 60 }) point2!: string;
  @Text({ label: '要点三', min: 4, max: 60 }) point3!: string;
  @Text({ label: '讲稿', min: 20, max: MOST_PASTED, lines: true }) spokenText!: string;
  @DateField({ label: '开始日期' }) effectiveFrom!: string;
  @DateField({ label: '最后一天' }) validUntil!: string;
  @Ids({ label: '主题', most: briefTopics.length }) topics!: string[];
  @OneOf(audiences, { label: '讲给谁' }) audience!: Audience;
  @Text({ label: '咨询单位', min: 2, max: 30 }) office!: string;
  @Text({ label: '咨询电话', max: 30 }) phone!: string;
  /** Of the draft that the writer saw; none for a new one. */
  @Whole({ label: '版本', min: 1, max: 1_000_000, optional: true }) version!: number | null;
}

export const briefFields = [
  ...['title', 'level', 'issuer', 'documentNumber', 'sourceUrl', 'point1', 'point2', 'point3'],
  ...['spokenText', 'effectiveFrom', 'validUntil', 'topics', 'audience', 'office', 'phone'],
  'version',
];

/** What a reader must find something in once it is plain text. */
const read = {
  ...{ title: '标题', issuer: '发布单位', office: '咨询单位' },
  ...{ point1: '要点一', point2: '要点二', point3: '要点三' },
} as const;

/** Judges what one field alone does not show. */
export function judgeBrief(form: Form<BriefForm>, today: string): Form<BriefForm> {
  const { value } = form;
  const all = form.ok;
  for (const [name, label] of Object.entries(read))
    if (plainLine(value[name as keyof typeof read]) === '') form.fail(name, `请填写${label}`);
  if (!form.errors.has('sourceUrl') && value.sourceUrl !== '' && !isWebAddress(value.sourceUrl))
    form.fail('sourceUrl', '原文网址要以 http:// 或 https:// 开头');
  if (!form.errors.has('phone') && !/^[\d（）() \-－—转、/]{3,30}$/.test(value.phone))
    form.fail('phone', '咨询电话只写号码，例如 0517-80000000 转 8');
  if (all && value.topics.length === 0) form.fail('topics', '请至少选一个主题');
  if (all && !value.topics.every((one) => (briefTopics as readonly string[]).includes(one)))
    form.fail('topics', '请重新选择主题');
  const units = spokenUnits(value.spokenText);
  const why = units === 0 ? '讲稿里没有能念的字' : whyTooLong(units);
  if (!form.errors.has('spokenText') && why) form.fail('spokenText', why);
  if (all && value.validUntil < value.effectiveFrom)
    form.fail('validUntil', '最后一天不能早于开始日期');
  else if (all && value.validUntil < today) form.fail('validUntil', '最后一天已经过了');
  return form;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/.test(text) && URL.canParse(text);
}

/** What the form says, as plain text. */
export function contentOf(value: BriefForm): BriefContent {
  const { title, level, issuer, documentNumber, sourceUrl, office } = value;
  const { point1, point2, point3, effectiveFrom, validUntil, audience, phone } = value;
  return {
    title: plainLine(title),
    issuer: plainLine(issuer),
    documentNumber: plainLine(documentNumber),
    office: plainLine(office),
    keyPoints: [point1, point2, point3].map(plainLine),
    spokenText: plainText(value.spokenText),
    topics: briefTopics.filter((topic) => value.topics.includes(topic)),
    ...{ level, sourceUrl, effectiveFrom, validUntil, audience, phone },
  };
}

/** What the form of a draft holds. */
export function inputOf(brief: BriefContent & { version: number }) {
  const { keyPoints, topics, version, ...rest } = brief;
  const [point1 = '', point2 = '', point3 = ''] = keyPoints;
  const { title, level, issuer, documentNumber, sourceUrl, spokenText } = rest;
  const { effectiveFrom, validUntil, audience, office, phone } = rest;
  return {
    ...{ title, level, issuer, documentNumber, sourceUrl, point1, point2, point3, spokenText },
    ...{ effectiveFrom, validUntil, audience, office, phone },
    topics: [...topics],
    version: String(version),
  };
}

const choices = <T extends string>(values: readonly T[], names: Record<T, string>) =>
  values.map((value) => ({ value, label: names[value] }));

export const briefChoices = {
  levels: choices<BriefLevel>(briefLevels, briefLevelNames),
  audiences: choices<Audience>(audiences, audienceNames),
  topics: choices<BriefTopic>(briefTopics, briefTopicNames),
};
