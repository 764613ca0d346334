// Dragging an evening onto a cell of the week's sheet follows the link that the cell has on the page
// 移动 leads to; where it has none, that page says why. A finger drags by the 移动 link, so that it can
// still push the sheet. Escape lets go, and leaves that page.
const FEW_PIXELS = 6;
const sheet = document.querySelector('[data-moves]');

const cells = (table) => [...table.tBodies[0].querySelectorAll('td')];

/** The links to where the evening may go, for each cell of the sheet. */
async function targetsOf(href) {
  const text = await (await fetch(href)).text();
  const there = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-moves]');
  return cells(there).map((cell) => [...cell.querySelectorAll('a.slot-to')]);
}

function mark(name, chosen) {
  for (const cell of cells(sheet)) cell.classList.toggle(name, chosen(cell));
}

class Drag {
  targets = null;
  ready = null;
  listening = new AbortController();

  constructor(slot, start) {
    this.slot = slot;
    this.start = start;
    this.href = slot.querySelector('.slot-move').href;
    this.on('pointermove', (event) => this.move(event));
    this.on('pointerup', (event) => this.drop(event));
    this.on('pointercancel', () => this.stop());
    this.on('keydown', (event) => event.key === 'Escape' && this.stop());
  }

  on(type, handle) {
    addEventListener(type, handle, { signal: this.listening.signal });
  }

  begin() {
    this.slot.style.pointerEvents = 'none';
    this.slot.setPointerCapture(this.start.pointerId);
    // without an answer the drop leads to the page itself
    this.ready = targetsOf(this.href).catch(() => null);
    this.ready.then((targets) => {
      this.targets = targets;
      if (!this.listening.signal.aborted)
        mark('slot-to', (cell) => targets?.[cells(sheet).indexOf(cell)].length > 0);
    });
  }

  move({ clientX, clientY }) {
    const [x, y] = [clientX - this.start.clientX, clientY - this.start.clientY];
    if (!this.ready && Math.hypot(x, y) < FEW_PIXELS) return;
    if (!this.ready) this.begin();
    this.slot.style.transform = `translate(${x}px, ${y}px)`;
    const over = document.elementFromPoint(clientX, clientY)?.closest('td');
    mark('slot-sub', (cell) => cell === over);
  }

  async drop({ clientX, clientY }) {
    const under = document.elementFromPoint(clientX, clientY);
    const cell = under?.closest('td');
    if (this.ready) {
      const followed = (click) => click.preventDefault();
      addEventListener('click', followed, true);
      setTimeout(() => removeEventListener('click', followed, true));
      if (cell && sheet.contains(cell)) await this.follow(cell, under);
    }
    this.stop();
  }

  /** At the time of the slot under the pointer, else the first; in its own cell only the former. */
  async follow(cell, under) {
    await this.ready;
    const links = this.targets?.[cells(sheet).indexOf(cell)] ?? [];
    const time = under.closest('.slot')?.querySelector('time')?.textContent;
    const there = links.find((one) => one.querySelector('time').textContent === time);
    const isHome = cell.contains(this.slot);
    if (!isHome || there) location.assign((there ?? links[0])?.getAttribute('href') ?? this.href);
  }

  stop() {
    this.listening.abort();
    this.slot.removeAttribute('style');
    mark('slot-to', () => false);
    mark('slot-sub', () => false);
  }
}

sheet?.addEventListener('pointerdown', (event) => {
  const slot = event.target.closest('.movable');
  const handle = event.pointerType === 'mouse' ? slot : event.target.closest('.slot-move');
  if (slot && handle && event.button === 0) new Drag(slot, event);
});
// the browser's own dragging of links would take the pointer away
sheet?.addEventListener('dragstart', (event) => event.preventDefault());

addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.querySelector('[data-cancel]')?.click();
});
