import type { Action } from './rights';

export type Tab = 'home' | 'classes' | 'courses' | 'policy' | 'schools' | 'my' | null;

export interface DeskFrame {
  kind: 'school' | 'center';
  brand: string;
  nav: { href: string; label: string; icon: string; current: boolean; needs: Action }[];
}

export interface PageOptions {
  /** What the tab of the browser says, the verb of the link that led here. */
  title: string;
  tab?: Tab;
  status?: number;
  layout?: 'site' | 'desk' | 'print' | 'stage';
  /** Dark top bar. */
  night?: boolean;
  /** The page has a bottom bar of its own. */
  buybar?: boolean;
  desk?: DeskFrame;
  /** Style sheets beside that of the layout; on the workbench tables unless told otherwise. */
  styles?: string[];
  /** Modules under /js/. */
  scripts?: string[];
  /** The address carries a secret: no referrer leaves it. */
  secretUrl?: boolean;
}

/** A view with its model, rendered by the page interceptor. */
export class Page {
  constructor(
    readonly view: string,
    readonly model: object,
    readonly options: PageOptions,
  ) {}
}

/** 303: the answer to a form that was carried out. */
export class Redirect {
  constructor(readonly location: string) {}
}

export const page = (view: string, model: object, options: PageOptions): Page =>
  new Page(view, model, options);

/** The same page again with the errors of its form; nothing typed is lost. */
export const invalid = (view: string, model: object, options: PageOptions): Page =>
  new Page(view, model, { ...options, title: `有错误：${options.title}`, status: 422 });

/** The page of a form: as it is shown first, or again with its errors. */
export const answerTo = (form: { ok: boolean; overtaken: object | null }) =>
  form.ok && form.overtaken === null ? page : invalid;

export const redirect = (location: string): Redirect => new Redirect(location);

/** A local path, or the fallback: never another site, never a scheme (quality E5). */
export function localPath(text: unknown, fallback = '/'): string {
  if (typeof text !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(text)) return fallback;
  return text.length > 300 ? fallback : text;
}
