import { AsyncResource } from 'node:async_hooks';

type Bind = typeof AsyncResource.prototype.bind;

/**
 * Node 20 gives every function that is bound to an async resource a deprecated property with two
 * wrappers of its own (DEP0172), and Fastify binds one for each body: 5–9 % of what a press costs.
 * Nobody here reads that property, so it is left out. A Node that does not make it stays as it is.
 */
export function bindLightly(): void {
  const probe = new AsyncResource('probe').bind(() => undefined);
  if ('asyncResource' in probe) AsyncResource.prototype.bind = light as Bind;
}

function light(this: AsyncResource, work: (...args: unknown[]) => unknown, thisArg?: unknown) {
  const scope = this.runInAsyncScope.bind(this);
  return function (this: unknown, ...args: unknown[]) {
    return scope(work, thisArg ?? this, ...args);
  };
}
