// Dragging a brief to another place of the queue sends the order that the buttons 上移 and 下移 send
// one step at a time. Escape lets go. Without this module the buttons do the same.
const FEW_PIXELS = 6;
const list = document.querySelector('[data-order]');
const rows = () => [...list.children];
const isTool = (target) => target.closest('button, a, select, summary, input, label');

class Drag {
  moved = false;
  listening = new AbortController();

  constructor(row, start) {
    this.row = row;
    this.start = start;
    this.before = rows();
    this.on('pointermove', (event) => this.move(event));
    this.on('pointerup', () => this.drop());
    this.on('pointercancel', () => this.giveUp());
    this.on('keydown', (event) => event.key === 'Escape' && this.giveUp());
  }

  on(type, handle) {
    addEventListener(type, handle, { signal: this.listening.signal });
  }

  move({ clientY, pointerId }) {
    if (!this.moved && Math.abs(clientY - this.start.clientY) < FEW_PIXELS) return;
    if (!this.moved) this.row.setPointerCapture(pointerId);
    this.moved = true;
    this.row.classList.add('is-held');
    const over = rows().find((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return row !== this.row && clientY >= top && clientY <= bottom;
    });
    if (!over) return;
    const { top, height } = over.getBoundingClientRect();
    over[clientY < top + height / 2 ? 'before' : 'after'](this.row);
  }

  drop() {
    this.stop();
    const order = rows();
    if (order.some((row, i) => row !== this.before[i])) send(order);
  }

  giveUp() {
    this.stop();
    list.append(...this.before);
  }

  stop() {
    this.listening.abort();
    this.row.classList.remove('is-held');
  }
}

/** As the form of a button would. */
function send(order) {
  const model = list.querySelector(`form[action="${list.dataset.order}"]`);
  for (const old of model.querySelectorAll('[name=order]')) old.remove();
  for (const { dataset } of order) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'order';
    field.value = dataset.brief;
    model.append(field);
  }
  model.requestSubmit();
}

// a finger scrolls the page; the mouse drags
if (list?.querySelector(`form[action="${list.dataset.order}"]`))
  list.addEventListener('pointerdown', (event) => {
    const row = event.target.closest('[data-brief]');
    if (row && event.pointerType === 'mouse' && event.button === 0 && !isTool(event.target))
      new Drag(row, event);
  });
