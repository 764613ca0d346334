import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Assets } from '../../src/shared/web/assets';

const assets = new Assets('public');
const bytes = (name: string, encoding?: string) =>
  assets.find(assets.url(name), encoding)?.bytes ?? Buffer.alloc(0);

describe('Assets', () => {
  it('puts a fingerprint into the address and lets it be kept for ever', () => {
    expect(assets.url('css/ui.css')).toMatch(/^\/assets\/[0-9a-f]{12}\/css\/ui\.css$/);
    const asset = assets.find(assets.url('css/ui.css'), undefined);
    expect(asset).toMatchObject({ encoding: 'identity', type: 'text/css; charset=utf-8' });
    expect(asset?.cacheControl).toContain('immutable');
  });

  it('answers in the best encoding the client takes', () => {
    const plain = bytes('css/ui.css').toString();
    expect(brotliDecompressSync(bytes('css/ui.css', 'gzip, deflate, br')).toString()).toBe(plain);
    expect(gunzipSync(bytes('css/ui.css', 'gzip')).toString()).toBe(plain);
    expect(bytes('css/ui.css', 'br;q=0, deflate').toString()).toBe(plain);
  });

  it('gives each encoding its own etag', () => {
    const tags = ['br', 'gzip', ''].map((e) => assets.find(assets.url('icon.svg'), e)?.etag);
    expect(new Set(tags).size).toBe(3);
  });

  it('serves the icon where browsers look for it, but not for ever', () => {
    const favicon = assets.find('/favicon.ico', undefined);
    expect(favicon?.type).toBe('image/svg+xml');
    expect(favicon?.cacheControl).not.toContain('immutable');
  });

  it('shows the script that checks a draw instead of saving it, so that it is read first', () => {
    const script = assets.find(assets.url('draws/verify.py'), undefined);
    expect(script?.type).toBe('text/plain; charset=utf-8');
  });

  it('knows nothing else', () => {
    expect(assets.find('/assets/000000000000/css/ui.css', undefined)).toBeUndefined();
    expect(assets.find('/assets/../package.json', undefined)).toBeUndefined();
    expect(() => assets.url('css/none.css')).toThrow('No asset css/none.css');
  });

  it.each([
    ['site'],
    ['home'],
    ['desk', 'table'],
    ['paper'],
    ['desk', 'timetable'],
    ['desk', 'briefs'],
  ])('keeps the styles of a page of %s within the budget', (...pages) => {
    const names = ['tokens', 'ui', ...pages, 'print'].map((name) => `css/${name}.css`);
    const sum = (encoding?: string) =>
      names.reduce((total, name) => total + bytes(name, encoding).length, 0);
    expect(sum()).toBeLessThanOrEqual(25 * 1024);
    expect(sum('gzip')).toBeLessThanOrEqual(7 * 1024);
  });

  it('keeps every rule inside a layer and uses !important only to hide', () => {
    const own = [
      'site',
      'home',
      'desk',
      'table',
      'timetable',
      'briefs',
      'paper',
      'poster',
      'stage',
    ];
    for (const name of ['tokens', 'ui', ...own, 'print']) {
      const css = bytes(`css/${name}.css`).toString();
      expect(outside(css)).toMatch(/^(@layer [\w, ]+;)?(@layer \w+\{\})+$/);
      if (name !== 'print')
        expect(css.replace('[hidden]{display: none !important', '')).not.toContain('!important');
    }
  });
});

/** What stands outside all braces, with the outermost blocks emptied. */
function outside(css: string): string {
  let depth = 0;
  let rest = '';
  for (const char of css) {
    if (char === '}') depth -= 1;
    if (depth === 0) rest += char;
    if (char === '{') depth += 1;
  }
  return rest;
}
