import { weekdays } from '../shared/kernel/shanghai';
import { categories, Category } from '../curriculum/categories';
import { Tier, tiers } from '../curriculum/tiers';

/** What a visitor asked the catalogue for; empty lists and null mean: any. */
export interface CatalogueFilter {
  q: string;
  category: Category | null;
  tiers: readonly Tier[];
  siteId: string | null;
  weekdays: readonly number[];
  free: boolean;
}

export const noFilter: CatalogueFilter = {
  q: '',
  category: null,
  tiers: [],
  siteId: null,
  weekdays: [],
  free: false,
};

type Query = Readonly<Record<string, unknown>>;

const textsOf = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');
const firstOf = (value: unknown): string => textsOf(value)[0] ?? '';

/** Reads an address; a value that makes no sense counts as not given. */
export function readFilter(query: Query): CatalogueFilter {
  const category = firstOf(query['category']);
  const site = firstOf(query['site']);
  const asked = textsOf(query['tier']);
  const days = textsOf(query['weekday']);
  return {
    q: [...firstOf(query['q']).trim()].slice(0, 40).join(''),
    category: categories.find((one) => one === category) ?? null,
    tiers: tiers.filter((tier) => asked.includes(tier)),
    siteId: /^[\w-]{1,64}$/.test(site) ? site : null,
    weekdays: weekdays.filter((day) => days.includes(String(day))),
    free: firstOf(query['seats']) === 'free',
  };
}

/** The same filter as an address, `page` left out when it is the first. */
export function filterQuery(filter: CatalogueFilter, page = 1): string {
  const query = new URLSearchParams();
  if (filter.q) query.append('q', filter.q);
  if (filter.category) query.append('category', filter.category);
  for (const tier of filter.tiers) query.append('tier', tier);
  if (filter.siteId) query.append('site', filter.siteId);
  for (const day of filter.weekdays) query.append('weekday', String(day));
  if (filter.free) query.append('seats', 'free');
  if (page > 1) query.append('page', String(page));
  return query.toString();
}
