import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock';
import { Actor } from '../../shared/web/actor';
import { bind, emptyForm, Form, pressed } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { pageNumber, pager } from '../../shared/web/paging';
import { SitesQueries } from '../../sites/sites.queries';
import { Sent, Submission } from '../../sites/submission';
import { GrantRow, RolesQueries } from '../roles.queries';
import { Roles } from '../roles.service';
import { mayGrant } from '../roles.rules';
import { GrantForm, peopleIndex, Place, removalModel } from './people.page';

const PAGE_SIZE = 30;

/** What the people pages of a school and of the centre have in common. */
@Injectable()
export class PeopleDesk {
  constructor(
    private readonly queries: RolesQueries,
    private readonly roles: Roles,
    private readonly sites: SitesQueries,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  async index(place: Place, actor: Actor, at: unknown): Promise<Page> {
    const model = await this.model(place, actor, emptyForm(GrantForm), pageNumber(at));
    return page('identity/people', model, options(place, '人员权限'));
  }

  async create(place: Place, sent: Sent): Promise<Page | Redirect> {
    const form = bind(GrantForm, sent.body);
    const done = await this.submission.run(
      sent,
      form,
      '权限已给，请他重新登录',
      async ({ phone, role, siteId }) => {
        const site = await this.sites.find(siteId);
        const inScope = site && place.scope.some((path) => site.path.startsWith(path));
        await this.roles.grant(sent.actor, phone, role, inScope ? site : undefined);
        return place.base;
      },
    );
    if (done) return done;
    const model = await this.model(place, sent.actor, form, 1);
    return invalid('identity/people', model, options(place, '人员权限'));
  }

  async confirm(place: Place, actor: Actor, grantId: string): Promise<Page> {
    const grant = await this.load(place, actor, grantId);
    const model = removalModel(place.base, grant);
    return page('identity/people-removal', model, options(place, '收回权限'));
  }

  async remove(place: Place, sent: Sent, grantId: string): Promise<Redirect> {
    const grant = await this.load(place, sent.actor, grantId);
    const done = await this.submission.run(sent, pressed(sent.body), '权限已收回', async () => {
      await this.roles.take(sent.actor, grant);
      return place.base;
    });
    if (!done) throw new NotFound();
    return done;
  }

  private async load(place: Place, actor: Actor, grantId: string): Promise<GrantRow> {
    const grant = await this.queries.find(grantId, place.scope);
    if (!grant || !mayGrant(actor.grants, grant.role, grant.sitePath)) throw new NotFound();
    return grant;
  }

  private async model(place: Place, actor: Actor, form: Form<GrantForm>, at: number) {
    const total = await this.queries.count(place.scope);
    const grants = await this.queries.list(place.scope, PAGE_SIZE, (at - 1) * PAGE_SIZE);
    const sites = (await this.sites.all()).filter((site) =>
      place.scope.some((path) => site.path.startsWith(path)),
    );
    const pages = pager(at, PAGE_SIZE, total, (n) => `${place.base}?page=${n}`);
    const now = this.clock.now();
    return peopleIndex(place.base, { grants, pager: pages, sites, form, mine: actor.grants, now });
  }
}

const options = ({ desk }: Place, title: string): PageOptions => ({ title, layout: 'desk', desk });
