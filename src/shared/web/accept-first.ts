import type { Server } from 'node:net';

/** Requests wait for newcomers at most this long. */
const LONGEST = 100;

/**
 * Lets those who are still at the door in before anybody is served.
 *
 * Node takes one new connection in each turn of its event loop (libuv since 1.45). A turn that works
 * on a hundred requests takes long, so in a rush the last of those who came together would wait
 * outside until the first have had all they want. Therefore a turn that took a connection works on
 * no request: turns stay short until nobody stands at the door or `LONGEST` has passed.
 */
export class AcceptFirst {
  private readonly waiting: (() => void)[] = [];
  private came = false;
  /** When the first of those who come now came; null when the door is free. */
  private since: number | null = null;

  constructor(server: Server) {
    server.on('connection', () => {
      this.came = true;
      if (this.since !== null) return;
      this.since = performance.now();
      setImmediate(this.turn);
    });
  }

  /** Calls `serve` now, or as soon as the door is free. */
  pass(serve: () => void): void {
    if (this.since === null) serve();
    else this.waiting.push(serve);
  }

  private readonly turn = (): void => {
    const more = this.came && performance.now() - this.since! < LONGEST;
    this.came = false;
    if (more) return void setImmediate(this.turn);
    this.since = null;
    for (const serve of this.waiting.splice(0)) serve();
  };
}
