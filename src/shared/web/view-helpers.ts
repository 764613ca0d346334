import Handlebars from 'handlebars';
import { mark, months, type MonthLights, seats } from './art';
import { house } from './houses';
import { icon } from './icons';

/** Turns a file name under public/ into its fingerprinted address. */
export interface AssetUrls {
  url(name: string): string;
}

/** The one reviewed place that hands markup to a template unescaped. Everything here is our own drawing, numbers or escaped JSON. */
const safe = (markup: string) => new Handlebars.SafeString(markup);

const ESCAPES: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** A JSON-LD data block; the escapes keep any text from closing the element. */
function jsonLd(data: unknown): Handlebars.SafeString {
  const text = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => ESCAPES[c] ?? c);
  return safe(`<script type="application/ld+json">${text}</script>`);
}

/** The helpers of every template; their names are taken and cannot be fields of a view model. */
export function viewHelpers(assets: AssetUrls): Record<string, Handlebars.HelperDelegate> {
  return {
    icon: (name: string) => safe(icon(name)),
    mark: () => safe(mark),
    seats: (taken: number, capacity: number, big: unknown) =>
      safe(seats(Number(taken), Number(capacity), big === true)),
    months: (list: MonthLights[]) => safe(months(list)),
    house: (kind: string, classes: number) => safe(house(kind, Number(classes))),
    sep: () => safe('<span class="sep"></span>'),
    jsonLd,
    asset: (name: string) => assets.url(name),
    eq: (a: unknown, b: unknown) => a === b,
    or: (a: unknown, b: unknown) => a || b,
    includes: (list: unknown, value: unknown) => Array.isArray(list) && list.includes(value),
  };
}
