import { RequestMethod } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { MetadataScanner } from '@nestjs/core/metadata-scanner';
import type { INestApplicationContext } from '@nestjs/common';
import type { RouteOptions } from 'fastify';
import { AccessRule, declaredAccess } from '../../src/shared/web/access';

/** A route as it can be reached, with what its handler declares; null when it declares nothing. */
export interface Route {
  method: string;
  url: string;
  /** e.g. `POST /enrollments/:id/withdrawal`. */
  key: string;
  access: { rule: AccessRule; token: boolean } | null;
}

const place = (method: string, url: string) => `${method} ${url}`;

/** Collects what Fastify will answer to; to be given to `startApp` as `onRoute`. */
export class RouteList {
  private readonly reached = new Set<string>();

  readonly listen = ({ method, url }: RouteOptions): void => {
    for (const one of [method].flat()) this.reached.add(place(one, url));
  };

  /** Every route but the HEAD twins, each joined with its handler's declaration. */
  of(app: INestApplicationContext): Route[] {
    const declared = declarations(app);
    return [...this.reached]
      .map((key) => ({ key, method: key.split(' ')[0]!, url: key.split(' ')[1]! }))
      .filter((one) => one.method !== 'HEAD')
      .map((one) => ({ ...one, access: declared.get(one.key) ?? null }))
      .sort((a, b) => a.key.localeCompare(b.key));
  }

  get heads(): string[] {
    return [...this.reached].filter((key) => key.startsWith('HEAD '));
  }
}

/** What each Nest handler declares, by method and path. */
function declarations(app: INestApplicationContext): Map<string, Route['access']> {
  const found = new Map<string, Route['access']>();
  const reflector = app.get(Reflector);
  for (const module of app.get(ModulesContainer).values())
    for (const { metatype } of module.controllers.values())
      for (const name of new MetadataScanner().getAllMethodNames(metatype!.prototype)) {
        const handler = metatype!.prototype[name];
        const method = reflector.get<RequestMethod | undefined>('method', handler);
        if (method === undefined) continue;
        const parts = [metatype!, handler].map((one) => reflector.get<string>('path', one) ?? '');
        const url = `/${parts.join('/')}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
        const access = declaredAccess(reflector, [handler as never, metatype as never]);
        found.set(place(RequestMethod[method], url), access ?? null);
      }
  return found;
}
