import 'reflect-metadata';
import { ClassConstructor, plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, ValidationError } from 'class-validator';
import { RuleViolation } from '../kernel/rule-violation';

export interface FieldView {
  id: string;
  name: string;
  value: string;
  values: string[];
  error: string | null;
  errorId: string;
  hintId: string;
}

/** What somebody else changed while a form was open, in words. */
export interface OvertakenLine {
  label: string;
  from: string;
  to: string;
  /** What was typed instead. */
  mine: string | null;
}

export interface FormView {
  summary: { href: string; message: string }[];
  fields: Record<string, FieldView>;
  /** What the form was filled from, for those that say so. */
  seen: string;
  overtaken: readonly OvertakenLine[] | null;
}

/** What was sent and what is wrong with it. A form is bound, never thrown. */
export class Form<T> {
  readonly errors = new Map<string, string>();
  /** Not null when somebody else saved the same record first. */
  overtaken: readonly OvertakenLine[] | null = null;

  constructor(
    readonly value: T,
    readonly input: Readonly<Record<string, string | string[]>>,
  ) {}

  get ok(): boolean {
    return this.errors.size === 0;
  }

  /** Adds an error beside a field; the first one stays. `''` is the form as a whole. */
  fail(field: string, message: string): this {
    if (!this.errors.has(field)) this.errors.set(field, message);
    return this;
  }

  /**
   * For a form whose page has no room for errors, such as a single button.
   * @throws RuleViolation with the first error
   */
  require(): this {
    const [first] = this.errors;
    if (first) throw new RuleViolation('form', first[1], first[0]);
    return this;
  }

  /** Shows a rule's refusal on the form; anything else is thrown on. */
  catchViolation(error: unknown): void {
    if (!(error instanceof RuleViolation)) throw error;
    this.fail(error.field ?? '', error.message);
  }
}

const HIDDEN = new Set(['_csrf', 'actionKey']);
/** No form has them, and class-transformer would drop them without a word (quality C4). */
const PROTOTYPES = ['__proto__', 'constructor', 'prototype'];
const UNKNOWN = '表单里有不认识的内容，请刷新页面后重新填写';

function inputOf(body: unknown): Record<string, string | string[]> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields
      .filter(([name]) => !HIDDEN.has(name))
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

/** Reads a request body as a form. Unknown fields are refused, nothing typed is lost. */
export function bind<T extends object>(type: ClassConstructor<T>, body: unknown): Form<T> {
  const input = inputOf(body);
  const form = new Form(read(type, input), input);
  if (PROTOTYPES.some((name) => Object.hasOwn(input, name))) form.fail('', UNKNOWN);
  const errors = validateSync(form.value, { whitelist: true, forbidNonWhitelisted: true });
  for (const error of errors) form.fail(fieldOf(error), messageOf(error));
  return form;
}

/** Of each form that was bound before, its fields without a value. */
const blanks = new Map<ClassConstructor<object>, object>();

/** Fields that were not sent are read as empty, so that their decorators judge them too. */
function read<T extends object>(type: ClassConstructor<T>, input: object): T {
  let blank = blanks.get(type);
  if (!blank) {
    const fields = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
    blank = Object.fromEntries(fields.map((one) => [one.propertyName, undefined]));
    blanks.set(type, blank);
  }
  return plainToInstance(type, { ...blank, ...input });
}

/** A form that is one button. @throws RuleViolation when it brings a field */
export function pressed(body: unknown): Form<object> {
  const input = inputOf(body);
  const form = new Form({}, input);
  if (Object.keys(input).length > 0) form.fail('', UNKNOWN);
  return form.require();
}

/** A form that has not been sent yet, with the values it starts with. */
export function emptyForm<T extends object>(
  type: ClassConstructor<T>,
  values: Record<string, string | string[]> = {},
): Form<T> {
  return new Form(new type(), values);
}

/** What the form partials need: one entry for each named field and the summary on top. */
export function formView<T>(form: Form<T>, names: readonly string[]): FormView {
  const fields = Object.fromEntries(names.map((name) => [name, fieldView(form, name)]));
  const summary = [...form.errors].map(([name, message]) => ({
    href: name in fields ? `#${name}` : '',
    message,
  }));
  const seen = String(form.input['seen'] ?? '');
  return { summary, fields, seen, overtaken: form.overtaken };
}

function fieldView<T>(form: Form<T>, name: string): FieldView {
  const given = form.input[name];
  const values = given === undefined ? [] : [given].flat();
  return {
    id: name,
    name,
    value: values[0] ?? '',
    values,
    error: form.errors.get(name) ?? null,
    errorId: `${name}-error`,
    hintId: `${name}-hint`,
  };
}

const isUnknown = (error: ValidationError): boolean =>
  error.constraints?.whitelistValidation !== undefined;

const fieldOf = (error: ValidationError): string => (isUnknown(error) ? '' : error.property);

const messageOf = (error: ValidationError): string =>
  isUnknown(error) ? UNKNOWN : (Object.values(error.constraints ?? {})[0] ?? '请检查这一项');
