export interface Pager {
  page: number;
  pages: number;
  total: number;
  previousHref: string | null;
  nextHref: string | null;
}

/** A page number from an address: 1 when it makes no sense. */
export const pageNumber = (text: unknown): number =>
  typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;

/** Links to the neighbouring pages; `href` writes the address of a page number. */
export function pager(
  page: number,
  size: number,
  total: number,
  href: (page: number) => string,
): Pager {
  const pages = Math.max(1, Math.ceil(total / size));
  return {
    page,
    pages,
    total,
    previousHref: page > 1 ? href(Math.min(page - 1, pages)) : null,
    nextHref: page < pages ? href(page + 1) : null,
  };
}
