import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = join(dirname(require.resolve('lucide-static/package.json')), 'icons');
const drawn = new Map<string, string>();

/** The inline SVG of a lucide outline, always decorative: the word beside it carries the meaning. Throws on an unknown name. */
export function icon(name: string): string {
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const svg = draw(name);
  drawn.set(name, svg);
  return svg;
}

function draw(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`Not an icon name: ${name}`);
  const file = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const shapes = file
    .slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'))
    .replace(/\s*\n\s*/g, '')
    .trim();
  return (
    '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"' +
    ` stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes}</svg>`
  );
}
