import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { runInThisContext } from 'node:vm';
import Handlebars from 'handlebars';
import type { LayoutData, MailLayoutData } from './layout-data';
import { AssetUrls, viewHelpers } from './view-helpers';

export type { LayoutData, MailLayoutData };

type Template = Handlebars.TemplateDelegate<object>;

const GUARDED = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/**
 * An isolated template environment; every *.hbs under the root is compiled at start, so a syntax error or an unknown
 * helper stops the boot. Files under partials/ are called by their bare name, `<module>/_name` by their path.
 */
export class Views {
  private readonly hbs = Handlebars.create();
  private readonly templates = new Map<string, Template>();
  private readonly knownHelpers: Record<string, boolean>;

  constructor(root: string, assets: AssetUrls) {
    const helpers = viewHelpers(assets);
    this.knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
    this.hbs.registerHelper(helpers);
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.hbs')) this.load(root, file);
    }
  }

  /** A whole page: the view inside its layout. Throws on an unknown name and on a missing field. */
  renderPage(view: string, model: object, layoutName: string, layout: LayoutData): string {
    const body = this.render(view, model, layout);
    return this.render(`layouts/${layoutName}`, { body }, layout);
  }

  /** A mail and its plain text twin. */
  renderMail(name: string, model: object, layout: MailLayoutData): { html: string; text: string } {
    const html = this.render(`mail/${name}`, model, layout);
    const text = this.render(`mail/${name}.text`, model, layout);
    return {
      html: this.render('layouts/mail', { body: html }, layout),
      text: this.render('layouts/mail.text', { body: text }, layout),
    };
  }

  private render(name: string, model: object, layout: LayoutData | MailLayoutData): string {
    const template = this.templates.get(name);
    if (!template) throw new Error(`No view ${name}`);
    return template(model, { data: { layout }, ...GUARDED });
  }

  private load(root: string, file: string): void {
    const name = file.slice(0, -'.hbs'.length).split(sep).join('/');
    const template = this.compile(readFileSync(join(root, file), 'utf8'), file);
    if (name.startsWith('partials/')) this.hbs.registerPartial(name.slice(9), template);
    else if (name.includes('/_')) this.hbs.registerPartial(name, template);
    else this.templates.set(name, template);
  }

  /** Handlebars' own compile() waits for the first call; compiling here makes the boot fail instead of a visitor's page. */
  private compile(source: string, file: string): Template {
    const code = this.hbs.precompile(source, {
      strict: true,
      preventIndent: true,
      noEscape: file.endsWith('.text.hbs'),
      knownHelpers: this.knownHelpers as unknown as KnownHelpers,
      knownHelpersOnly: true,
    }) as unknown as string; // its declared type is wrong: it is source code
    return this.hbs.template(
      runInThisContext(`(${code})`, { filename: file }) as TemplateSpecification,
    );
  }
}
