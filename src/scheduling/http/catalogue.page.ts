import { categories, categoryNames } from '../../curriculum/categories';
import { tierLengths, tierNames, tiers } from '../../curriculum/tiers';
import { momentText, weekdayText, weekdays } from '../../shared/kernel/shanghai';
import { Pager, pager } from '../../shared/web/paging';
import type { SiteRow } from '../../sites/sites.queries';
import { CatalogueFilter, noFilter } from '../catalogue-filter';
import type { CatalogueCount } from '../catalogue.queries';
import { classCard } from '../class-card';
import type { ClassRow } from '../class-rows.queries';
import { schedulingPaths } from '../scheduling.paths';

export const PAGE_SIZE = 12;

/** A chosen condition: its words and the filter without it. */
export interface Chosen {
  label: string;
  without: CatalogueFilter;
}

/** What the visitor narrowed the list by, in the order of the form. */
export function chosenFilters(filter: CatalogueFilter, sites: readonly SiteRow[]): Chosen[] {
  const site = sites.find((one) => one.id === filter.siteId);
  const chosen: (Chosen | false)[] = [
    filter.q !== '' && { label: filter.q, without: { ...filter, q: '' } },
    filter.category !== null && {
      label: categoryNames[filter.category],
      without: { ...filter, category: null },
    },
    ...filter.weekdays.map((day) => ({
      label: weekdayText(day),
      without: { ...filter, weekdays: filter.weekdays.filter((one) => one !== day) },
    })),
    filter.free && { label: '有名额', without: { ...filter, free: false } },
    ...filter.tiers.map((tier) => ({
      label: tierNames[tier],
      without: { ...filter, tiers: filter.tiers.filter((one) => one !== tier) },
    })),
    filter.siteId !== null && {
      label: site?.name ?? '不认识的地点',
      without: { ...filter, siteId: null },
    },
  ];
  return chosen.filter((one) => one !== false);
}

/** Up to three ways out of an empty list, the most fruitful first. */
export function suggestions(chosen: readonly Chosen[], counts: readonly number[]) {
  return chosen
    .map((one, i) => ({ ...one, count: counts[i] ?? 0 }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map((one) => ({
      href: schedulingPaths.catalogue(one.without),
      text: `去掉“${one.label}”有 ${one.count} 个`,
    }));
}

const allClasses = { href: schedulingPaths.catalogue(noFilter), text: '看全部的班' };

interface Found {
  filter: CatalogueFilter;
  chosen: readonly Chosen[];
  counts: readonly number[];
  sites: readonly SiteRow[];
  count: CatalogueCount;
  page: number;
  rows: readonly ClassRow[];
}

export function cataloguePage(found: Found, now: Date) {
  const { filter, chosen, count } = found;
  return {
    q: filter.q,
    total: count.total,
    free: count.free,
    deadline: count.nextDeadline ? `最近的 ${momentText(count.nextDeadline, now)} 截止报名` : '',
    chosen: chosen.map((one) => ({
      label: one.label,
      href: schedulingPaths.catalogue(one.without),
    })),
    chosenCount: chosen.length || '',
    choices: choices(filter, found.sites),
    cards: found.rows.map((row) => classCard(row, now)),
    waysOut: chosen.length > 0 ? [...suggestions(chosen, found.counts), allClasses] : [],
    pager: pagerOf(found),
  };
}

function choices(filter: CatalogueFilter, sites: readonly SiteRow[]) {
  return {
    categories: categories.map((value) => ({
      value,
      label: categoryNames[value],
      on: value === filter.category,
    })),
    anyCategory: filter.category === null,
    weekdays: weekdays.map((day) => ({
      value: day,
      label: weekdayText(day),
      short: weekdayText(day).slice(1),
      on: filter.weekdays.includes(day),
    })),
    free: filter.free,
    tiers: tiers.map((value) => ({
      value,
      label: tierNames[value],
      length: tierLengths[value].split('，')[0] ?? '',
      on: filter.tiers.includes(value),
    })),
    sites: places(sites, filter.siteId),
    siteId: filter.siteId ?? '',
  };
}

/** Offices with their stations below them. */
function places(sites: readonly SiteRow[], chosenId: string | null) {
  const option = (site: SiteRow, label: string) => ({
    value: site.id,
    label,
    on: site.id === chosenId,
  });
  return sites
    .filter((site) => site.level === 'office')
    .map((office) => ({
      name: office.name,
      options: [
        option(office, `${office.name}（全部）`),
        ...sites
          .filter((site) => site.level === 'station' && site.parentId === office.id)
          .map((station) => option(station, station.name)),
      ],
    }));
}

const pagerOf = ({ filter, page, count }: Found): Pager =>
  pager(page, PAGE_SIZE, count.total, (n) => schedulingPaths.catalogue(filter, n));
