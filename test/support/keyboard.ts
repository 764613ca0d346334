import type { Page } from 'playwright-core';

/** The focused element as a person sees it. */
interface Focus {
  name: string;
  html: string;
  /** What styles go by: elements of one kind are marked alike wherever they are on a page. */
  kind: string;
  /** Position in the page, for the order; null inside a bar that stays in place. */
  box: { top: number; bottom: number; left: number; right: number } | null;
  /** What is wrong with where it is. */
  hidden: string | null;
}

const FOCUS = `(() => {
  const focused = document.activeElement;
  // the eye is led to the label of what is hidden for it, and to the card around a card's link
  const label = focused.labels?.[0];
  const after = getComputedStyle(focused, '::after');
  const covers = after.content !== 'none' && after.position === 'absolute';
  const shown = focused.matches('.vh') ? document.querySelector('label.btn') : covers ? focused.offsetParent : focused;
  const box = shown.getBoundingClientRect();
  const bars = [...document.querySelectorAll('.topbar, .tabbar, .buybar, .desk-nav')];
  const own = bars.find((bar) => bar.contains(focused));
  const inPlace = own && ['fixed', 'sticky'].includes(getComputedStyle(own).position);
  const corners = [box.left + 3, box.right - 3].flatMap((x) => [box.top + 3, box.bottom - 3].map((y) => [x, y]));
  const covering = bars.find((bar) => bar !== own &&
    corners.some(([x, y]) => bar.contains(document.elementFromPoint(x, y))));
  const tall = box.height > innerHeight / 2;
  const outside = tall ? box.bottom < 0 || box.top > innerHeight : box.top < 0 || box.bottom > innerHeight;
  return {
    name: (focused.getAttribute('aria-label') ?? label?.textContent ?? focused.textContent).trim(),
    html: focused.outerHTML.slice(0, 120),
    kind: [focused.localName, focused.type, focused.className, focused.parentElement.className].join(' '),
    box: inPlace ? null : {
      top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
    },
    hidden: outside ? 'outside the window' : covering && !tall ? 'behind ' + covering.className : null,
  };
})()`;

/** Made several times faster than a PNG; an outline shows in it all the same. */
const PICTURE = { type: 'jpeg', quality: 90 } as const;

/** Takes away every outline, or gives them back. */
const outlines = (on: boolean): string => `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { outline: none !important }');
  document.adoptedStyleSheets = ${on} ? [] : [sheet];
})()`;

/** A person without a mouse. Every stop of the Tab key is judged: seen, marked, in reading order. */
export class Keyboard {
  readonly wrong: string[] = [];
  stops = 0;
  private last: Focus['box'] = null;
  private readonly marked = new Set<string>();

  constructor(readonly page: Page) {}

  focus(): Promise<Focus> {
    return this.page.evaluate<Focus>(FOCUS);
  }

  /** Presses Tab until the focus is on what has this name. */
  async tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let i = 0; i < 100; i++) {
      const stop = await this.tab();
      if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return;
      passed.push(stop.name.slice(0, 20));
    }
    throw new Error(`no way to ${String(name)} on ${this.page.url()}, only ${passed.join(', ')}`);
  }

  async tab(): Promise<Focus> {
    await this.page.keyboard.press('Tab');
    const stop = await this.focus();
    this.stops++;
    // between the last stop and the first one the browser itself has the focus
    if (stop.html.startsWith('<body')) {
      this.last = null;
      return stop;
    }
    if (stop.hidden) this.complain(stop, stop.hidden);
    if (this.last && stop.box && goesBack(this.last, stop.box)) this.complain(stop, 'goes back');
    await this.lookAtMark(stop);
    this.last = stop.box ?? this.last;
    return stop;
  }

  /** Enter or Space, and the page that follows. */
  async go(key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.page.keyboard.press(key);
    await loaded;
    this.last = null;
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.last = null;
  }

  /** Looks once at each kind of element of a page. */
  private async lookAtMark(stop: Focus): Promise<void> {
    const kind = new URL(this.page.url()).pathname + stop.kind;
    if (this.marked.has(kind)) return;
    this.marked.add(kind);
    if (!(await this.isMarked())) this.complain(stop, 'no focus ring');
  }

  /** Whether the window looks different with the outlines than without. */
  private async isMarked(): Promise<boolean> {
    const marked = await this.page.screenshot(PICTURE);
    await this.page.evaluate(outlines(false));
    const bare = await this.page.screenshot(PICTURE);
    await this.page.evaluate(outlines(true));
    return !marked.equals(bare);
  }

  private complain(stop: Focus, what: string): void {
    this.wrong.push(`${new URL(this.page.url()).pathname}: ${what}: ${stop.html}`);
  }
}

/** Neither further down nor further right: against the way one reads. */
const goesBack = (from: NonNullable<Focus['box']>, to: NonNullable<Focus['box']>): boolean =>
  to.bottom <= from.top + 1 && to.left < from.right - 1;
