import { Injectable } from '@nestjs/common';
import type { Page } from './page';
import type { WebRequest } from './web-request';

/** Why a request has to come again. */
export interface Overload {
  /** A sentence for the person. */
  message: string | null;
  /** Seconds. */
  retryAfter: number;
  /** Names this answer in the log. */
  reference: string;
}

/** Makes the page from the request alone: the database may be what is missing. */
type MakePage = (request: WebRequest, overload: Overload) => Page;

/** Pages that a module shows instead of the plain 429 or 503, because the form must not be lost. */
@Injectable()
export class RetryPages {
  private readonly pages = new Map<string, MakePage>();

  /** @param route as the controller declares it, e.g. `/classes/:id/enrollments` */
  on(method: 'POST', route: string, make: MakePage): void {
    this.pages.set(`${method} ${route}`, make);
  }

  of(request: WebRequest, overload: Overload): Page | null {
    const make = this.pages.get(`${request.method} ${request.routeOptions.url}`);
    return make ? make(request, overload) : null;
  }
}
