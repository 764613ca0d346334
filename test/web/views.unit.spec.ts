import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Assets } from '../../src/shared/web/assets';
import { icon } from '../../src/shared/web/icons';
import { Views } from '../../src/shared/web/views';
import type { LayoutData } from '../../src/shared/web/views';
import { county, layout } from '../support/layout';

const assets = new Assets('public');
const folder = mkdtempSync(join(tmpdir(), 'views-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of templates with a bare layout. */
function viewsOf(files: Record<string, string>): Views {
  const root = mkdtempSync(join(folder, 'root-'));
  const all = { 'layouts/site.hbs': '{{{body}}}', ...files };
  for (const [name, source] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), source);
  }
  return new Views(root, assets);
}
const show = (source: string, model: object) =>
  viewsOf({ 'a/show.hbs': source }).renderPage('a/show', model, 'site', layout());

const templates = readdirSync('views', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.hbs'))
  .map((file) => ({ file, source: readFileSync(join('views', file), 'utf8') }));

describe('the engine', () => {
  it('escapes what a person typed', () => {
    expect(show('<p title="{{name}}">', { name: '"><script>' })).not.toContain('<script>');
  });

  it('throws on a missing field, an unknown view and an unknown helper', () => {
    expect(() => show('{{titel}}', { title: '' })).toThrow('titel');
    expect(() => viewsOf({}).renderPage('none', {}, 'site', layout())).toThrow('No view none');
    expect(() => show('{{shout name}}', { name: '' })).toThrow('shout');
    expect(() => show('{{#if', {})).toThrow();
  });

  it('does not reach into prototypes', () => {
    const model = Object.create({ secret: 'leak' }) as object;
    expect(show('{{#if secret}}leak{{/if}}', model)).toBe('');
    expect(show('{{#if name.constructor}}leak{{/if}}', { name: 'x' })).toBe('');
  });

  it('calls shared fragments by name and those of a module by path, with layout data everywhere', () => {
    const views = viewsOf({
      'partials/hello.hbs': 'Hello {{name}} {{@layout.csrf}}',
      'a/_row.hbs': '[{{> hello}}]',
      'a/show.hbs': '{{#each rows}}{{> a/_row}}{{/each}}',
    });
    const page = views.renderPage('a/show', { rows: [{ name: 'A' }] }, 'site', layout());
    expect(page).toBe('[Hello A token]');
  });

  it('keeps a data block closed whatever the text', () => {
    const page = show('{{jsonLd data}}', { data: { name: '</script><b>&\u2028' } });
    expect(page).toBe(
      '<script type="application/ld+json">{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\u2028"}</script>',
    );
  });

  it('writes a mail twice, the text unescaped', () => {
    const views = viewsOf({
      'layouts/mail.hbs': '<b>{{@layout.subject}}</b>{{{body}}}',
      'layouts/mail.text.hbs': '{{body}}--{{@layout.county.phone}}',
      'mail/seat.hbs': '<p>{{title}}</p>',
      'mail/seat.text.hbs': '{{title}}',
    });
    const mailLayout = { subject: '递补', county, publicUrl: 'http://localhost:3000' };
    expect(views.renderMail('seat', { title: 'A & B' }, mailLayout)).toEqual({
      html: '<b>递补</b><p>A &amp; B</p>',
      text: 'A & B--12345',
    });
  });
});

describe('the templates', () => {
  const views = new Views('views', assets);
  const page = (changes: Partial<LayoutData> = {}) =>
    views.renderPage('help/accessibility', {}, 'site', layout(changes));

  it.each(templates)('$file keeps to the policy of the pages', ({ file, source }) => {
    expect(source).not.toMatch(/\sstyle=|<style|\son[a-z]+=|=\{\{/);
    if (!file.startsWith('layouts')) expect(source).not.toContain('{{{');
    for (const [, name] of source.matchAll(/icon '([^']+)'/g)) icon(name ?? '');
  });

  it('has the switch, the telephone and the way around on every page', () => {
    expect(page()).toContain('action="/elder-mode"');
    expect(page()).toContain('name="back" value="/classes?q&#x3D;1"');
    expect(page()).toContain('href="tel:12345"');
    expect(page()).toContain('长辈版');
    expect(page({ elder: true })).toMatch(/data-mode="elder"[^]*标准版/);
    expect(page({ buybar: true })).not.toContain('class="tabbar"');
  });

  it('names only what is configured, and says that demo data are invented', () => {
    expect(page()).not.toMatch(/承办|公安备案|演示数据/);
    const full = page({ demo: true, county: { ...county, organiser: '某单位', icp: 'ICP 1' } });
    expect(full).toMatch(/某单位承办/);
    expect(full).toContain('ICP 1');
    expect(full).toContain('演示数据，非真实机构');
  });

  it.each([403, 404, 409, 422, 429, 500, 503])('explains %d and leads on', (status) => {
    const model = { message: null, reference: 'K7', retryAfterSeconds: 5, backHref: '/classes' };
    const html = views.renderPage(`errors/${status}`, model, 'site', layout());
    expect(html).toContain('href="/classes"');
    expect(html).toContain('K7');
    expect(html).toContain('5 秒');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  it('ties hint and error to a field and keeps what was typed, but never a password', () => {
    const field = {
      id: 'phone',
      name: 'phone',
      value: '138',
      error: '手机号少了',
      errorId: 'phone-error',
      hintId: 'phone-hint',
    };
    const form =
      "{{> field f label='手机号' hint='登录用'}}{{> field f label='密码' type='password'}}";
    const files = Object.fromEntries(templates.map(({ file, source }) => [file, source]));
    const html = viewsOf({
      ...files,
      'layouts/site.hbs': '{{{body}}}',
      'a/show.hbs': form,
    }).renderPage('a/show', { f: field }, 'site', layout());
    expect(html).toContain('aria-describedby="phone-hint phone-error"');
    expect(html.match(/value="138"/g)).toHaveLength(1);
  });
});
