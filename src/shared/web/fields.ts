import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { readSeen } from '../kernel/seen.rules';
import { isDate, parseInputMoment } from '../kernel/shanghai';
import { teacherNameOf } from '../kernel/teacher-name';

/** Says what is wrong with a value, or null when nothing is. */
type Judge = (value: unknown) => string | null;

const points = (text: string): number => [...text].length;

/** One decorator: read the text, then judge what was read. */
function field(read: (text: string) => unknown, judge: Judge): PropertyDecorator {
  return (target, property) => {
    Transform(({ value }: { value: unknown }) => {
      if (Array.isArray(value)) return value as unknown;
      return read(typeof value === 'string' ? value : '');
    })(target, property);
    registerDecorator({
      name: 'field',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => judge(value) === null,
        defaultMessage: (args) => judge(args?.value) ?? '',
      },
    });
  };
}

/** The same for a field that may be sent several times. */
function list(
  read: (value: unknown) => string[],
  good: (values: string[]) => boolean,
  message: string,
): PropertyDecorator {
  return (target, property) => {
    Transform(({ value }: { value: unknown }) => read(value))(target, property);
    registerDecorator({
      name: 'list',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => Array.isArray(value) && good(value as string[]),
        defaultMessage: () => message,
      },
    });
  };
}

/** Trimmed, composed, without control characters; line breaks stay when `lines`. */
const clean = (text: string, lines = false): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (char) => (lines && char === '\n' ? char : ' '))
    .trim();

interface PastedOptions {
  label: string;
  max: number;
}

/** What was pasted, as it is: its spaces, tabs and line breaks are for its reader. */
export const Pasted = ({ label, max }: PastedOptions) =>
  field(
    (text) => text,
    (value) => {
      if (typeof value !== 'string') return `${label}只能填一项`;
      return points(value) > max ? `${label}最多 ${max} 个字，请分几次粘贴` : null;
    },
  );

/** One column of a list: a short text for each row, in order. */
export const Column = ({ label, most }: { label: string; most: number }) =>
  list(
    (value) => [value ?? []].flat().map((cell) => clean(String(cell as string))),
    (cells) => cells.length <= most && cells.every((cell) => points(cell) <= 200),
    `请重新填写${label}`,
  );

interface TextOptions {
  label: string;
  min?: number;
  max: number;
  optional?: boolean;
  lines?: boolean;
}

/** Text of `min`–`max` characters, counted as a reader counts them. */
export const Text = ({ label, min = 1, max, optional = false, lines = false }: TextOptions) =>
  field(
    (text) => clean(text, lines),
    (value) => {
      if (typeof value !== 'string') return `${label}只能填一项`;
      if (value === '') return optional ? null : `请填写${label}`;
      if (points(value) > max) return `${label}最多 ${max} 个字，现在是 ${points(value)} 个`;
      return points(value) < min ? `${label}至少 ${min} 个字` : null;
    },
  );

/** A person's name: 2–25 characters of Han and ·, rare ones included. */
export const PersonName = (label = '姓名') =>
  field(
    (text) =>
      clean(text)
        .replace(/[•・‧∙.．]/g, '·')
        .replace(/\s+/g, ''),
    (value) => {
      if (typeof value !== 'string' || value === '') return `请填写${label}`;
      if (!/^[\p{Script=Han}·]+$/u.test(value)) return `${label}请写汉字，少数民族姓名中间用 ·`;
      if (points(value) < 2) return `${label}至少 2 个字`;
      return points(value) > 25 ? `${label}最多 25 个字，现在是 ${points(value)} 个` : null;
    },
  );

/** One teacher, of any script. */
export const TeacherName = () =>
  field(teacherNameOf, (value) => {
    if (typeof value !== 'string' || value === '') return '请填写老师';
    if (!/^[\p{L}\p{M}·.' -]+$/u.test(value)) return '老师只写一位的姓名，不要带标点和数字';
    if (points(value) < 2) return '老师至少 2 个字';
    return points(value) > 25 ? `老师最多 25 个字，现在是 ${points(value)} 个` : null;
  });

/** A mobile number of mainland China; spaces, hyphens and +86 are dropped. */
export const Phone = ({ label = '手机号' }: { label?: string } = {}) =>
  field(
    (text) =>
      clean(text)
        .replace(/[\s\-－—]/g, '')
        .replace(/^(\+|＋|00)?86(?=1\d{10}$)/, ''),
    (value) => {
      if (typeof value !== 'string' || value === '') return `请填写${label}`;
      if (!/^\d+$/.test(value)) return `${label}只能是数字`;
      if (value.length < 11) return `${label}少了 ${11 - value.length} 位，应为 11 位`;
      if (value.length > 11) return `${label}多了 ${value.length - 11} 位，应为 11 位`;
      return /^1[3-9]/.test(value) ? null : `${label}应以 13 到 19 开头，请核对`;
    },
  );

export const Email = ({ optional = false }: { optional?: boolean } = {}) =>
  field(
    (text) => clean(text).toLowerCase(),
    (value) => {
      if (value === '') return optional ? null : '请填写邮箱';
      const good =
        typeof value === 'string' && /^[^\s@<>",;:]+@[^\s@<>",;:]+\.[a-z]{2,}$/.test(value);
      return good && value.length <= 254 ? null : '邮箱格式不对，应像 name@example.com';
    },
  );

/** The password as typed: never trimmed, any characters. */
export const Password = ({ min = 1, label = '密码' }: { min?: number; label?: string } = {}) =>
  field(
    (text) => text,
    (value) => {
      if (typeof value !== 'string' || value === '') return `请填写${label}`;
      if (points(value) < min) return `${label}至少 ${min} 位`;
      return points(value) > 128 ? `${label}最多 128 位` : null;
    },
  );

interface WholeOptions {
  label: string;
  min: number;
  max: number;
  optional?: boolean;
}

/** A whole number; an optional one left empty is null. */
export const Whole = ({ label, min, max, optional = false }: WholeOptions) =>
  field(
    (text) => {
      const digits = clean(text).replace(/[０-９]/g, (d) => String(d.charCodeAt(0) - 0xff10));
      if (digits === '') return null;
      return /^-?\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
    },
    (value) => {
      if (value === null || value === undefined) return optional ? null : `请填写${label}`;
      if (typeof value !== 'number' || Number.isNaN(value)) return `${label}请填整数`;
      return value < min || value > max ? `${label}应在 ${min} 到 ${max} 之间` : null;
    },
  );

/** One of a few values. */
export const OneOf = (
  values: readonly string[],
  { label, optional = false }: { label: string; optional?: boolean },
) =>
  field(clean, (value) => {
    if (value === '') return optional ? null : `请选择${label}`;
    return typeof value === 'string' && values.includes(value) ? null : `请重新选择${label}`;
  });

/** An id chosen from a list that the page offered; whether it exists is asked where it is used. */
export const Chosen = ({ label, optional = false }: { label: string; optional?: boolean }) =>
  field(clean, (value) => {
    if (value === '') return optional ? null : `请选择${label}`;
    return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? null : `请重新选择${label}`;
  });

/** Several ids, none when nothing was sent. */
export const Ids = ({ label, most = 50 }: { label: string; most?: number }) =>
  list(
    (value) => (value === undefined || value === '' ? [] : [value].flat().map(String)),
    (ids) => ids.length <= most && ids.every((id) => /^[\w-]{1,64}$/.test(id)),
    `请重新选择${label}`,
  );

const ticked = (text: string): boolean => ['1', 'on', 'true'].includes(text);

/** A box that must be ticked. */
export const Tick = ({ message }: { message: string }) =>
  field(ticked, (value) => (value === true ? null : message));

/** A box that may be ticked. */
export const Flag = () =>
  field(ticked, (value) => (typeof value === 'boolean' ? null : '请重新选择'));

/** A calendar date `YYYY-MM-DD`. */
export const DateField = ({ label, optional = false }: { label: string; optional?: boolean }) =>
  field(clean, (value) => {
    if (value === '') return optional ? null : `请选择${label}`;
    return typeof value === 'string' && isDate(value) ? null : `${label}请写成 2026-12-01 这样`;
  });

/** A date and time of Asia/Shanghai, read as an instant. */
export const MomentField = ({ label }: { label: string }) =>
  field(
    (text) => (clean(text) === '' ? null : (parseInputMoment(clean(text)) ?? 'bad')),
    (value) => {
      if (value === null) return `请填写${label}`;
      return value instanceof Date ? null : `${label}请写成 2026-12-01 19:00 这样`;
    },
  );

/** What the form was filled from, so that nobody undoes unseen what somebody else saved meanwhile. */
export const Seen = () =>
  field(readSeen, (value) =>
    value === null || Array.isArray(value) ? '看不出这张表单照哪一版填的，请核对后再保存' : null,
  );

/** A wall-clock time `HH:MM`. */
export const TimeField = ({ label }: { label: string }) =>
  field(clean, (value) => {
    if (value === '') return `请填写${label}`;
    return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? null
      : `${label}请写成 19:00 这样`;
  });
