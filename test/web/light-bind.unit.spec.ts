import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { bindLightly } from '../../src/shared/web/light-bind';

const native = Object.getOwnPropertyDescriptor(AsyncResource.prototype, 'bind')!;
afterEach(() => Object.defineProperty(AsyncResource.prototype, 'bind', native));

it('binds as Node does, without the deprecated property', () => {
  bindLightly();
  const store = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const bound = store.run('press', () =>
    new AsyncResource('body').bind(function (this: unknown, ...args: unknown[]) {
      seen.push(store.getStore(), this, ...args);
      return 'answer';
    }),
  );
  const self = { bound };
  expect(store.run('other', () => self.bound('a', 2))).toBe('answer');
  expect(seen).toEqual(['press', self, 'a', 2]);
  expect('asyncResource' in bound).toBe(false);
});

it('keeps the object that it was bound to, and what is thrown', () => {
  bindLightly();
  const owner = { name: 'queue' };
  const say = function (this: { name: string }) {
    throw new Error(this.name);
  };
  // the types know no second parameter
  const bind: (...args: unknown[]) => () => void = AsyncResource.prototype.bind as never;
  const bound = bind.call(new AsyncResource('body'), say, owner);
  expect(() => bound()).toThrow('queue');
});

it('leaves a Node alone that has no such property', () => {
  const plain = ((work: () => void) => work) as typeof AsyncResource.prototype.bind;
  AsyncResource.prototype.bind = plain;
  bindLightly();
  expect(AsyncResource.prototype.bind).toBe(plain);
});
