import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { Actor, scopePaths } from './actor';
import { Cookies } from './cookies';
import { Csrf } from './csrf';
import { Flash } from './flash';
import { Installation } from './installation';
import type { DeskFrame, PageOptions } from './page';
import type { LayoutData } from './views';
import type { WebReply, WebRequest } from './web-request';

/** What every page shows around its own content. */
@Injectable()
export class Layout {
  constructor(
    private readonly config: Config,
    private readonly cookies: Cookies,
    private readonly csrf: Csrf,
    private readonly flash: Flash,
    private readonly installation: Installation,
  ) {}

  /** @param shared the page is kept for every visitor, so it carries nothing of this request */
  of(request: WebRequest, reply: WebReply, options: PageOptions, shared = false): LayoutData {
    const actor = request.actor ?? null;
    return {
      title: options.title,
      tab: options.tab ?? null,
      night: options.night ?? false,
      buybar: options.buybar ?? false,
      elder: this.cookies.elder(request),
      path: request.method === 'GET' || request.method === 'HEAD' ? request.url : '/',
      csrf: shared ? '' : this.csrf.token(request, reply),
      actionKey: shared ? '' : randomUUID(),
      signedIn: actor !== null || this.unasked(request),
      accountName: actor?.name ?? null,
      staffHref: staffHref(actor?.grants.map((grant) => grant.role) ?? []),
      demo: this.installation.demo,
      flash: shared ? null : this.flash.take(request, reply),
      county: this.config.county,
      publicUrl: this.config.publicUrl,
      desk: options.desk ? permitted(options.desk, actor) : null,
      styles: options.styles ?? (options.layout === 'desk' ? ['css/table.css'] : []),
      scripts: options.scripts ?? [],
    };
  }

  /** Nobody could be asked who this is, because the database is gone: the cookie says signed in. */
  private unasked(request: WebRequest): boolean {
    return request.actor === undefined && this.cookies.session(request) !== undefined;
  }
}

/** The side navigation without the places this person may not open. */
const permitted = (desk: DeskFrame, actor: Actor | null): DeskFrame => ({
  ...desk,
  nav: desk.nav.filter((entry) => actor !== null && scopePaths(actor, entry.needs).length > 0),
});

/** The workbench of a person with rights; which one is decided there. */
function staffHref(roles: readonly string[]): string | null {
  if (roles.some((role) => role !== 'partner')) return '/desk';
  return null;
}
