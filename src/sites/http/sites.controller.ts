import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import type { Action } from '../../shared/web/rights';
import { centerDesk } from '../desk-frame';
import { levelBelow } from '../site.rules';
import { SiteRow, SitesQueries, treeOf } from '../sites.queries';
import { FirstSchool, SitesService } from '../sites.service';
import { sitePaths } from '../sites.paths';
import { Sent, SentForm, Submission } from '../submission';
import { judgePhone } from './school.form';
import { HubForm, SiteForm, StationForm } from './site.form';
import { hubInput, siteEdit, siteNew, sitesIndex } from './sites.page';

const options = (title: string): PageOptions => ({
  title,
  layout: 'desk',
  desk: centerDesk('sites'),
});

/** The tree of sites, kept by the centre. */
@Controller('center/sites')
@Access('site.manage')
export class SitesController {
  constructor(
    private readonly sites: SitesQueries,
    private readonly service: SitesService,
    private readonly submission: Submission,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    const all = await this.sites.all();
    const mine = all.filter((site) => mayAt(actor, 'site.manage', site.path));
    const names = new Map(all.map((site) => [site.id, site.name]));
    return page('sites/sites', sitesIndex(treeOf(mine), names), options('阵地'));
  }

  @Get('new')
  async new(@Query('parent') parentId: unknown, @CurrentActor() actor: Actor): Promise<Page> {
    const parent = await this.parent(actor, parentId);
    const model = siteNew(parent, emptyForm(StationForm));
    return page('sites/site-new', model, options(model.heading));
  }

  @Post('new')
  async create(
    @Query('parent') parentId: unknown,
    @SentForm() sent: Sent,
  ): Promise<Page | Redirect> {
    const parent = await this.parent(sent.actor, parentId);
    const form = formOf(parent, sent.body);
    const done = await this.submission.run(
      sent,
      form,
      '已添加，现在可以继续完善',
      async (values) => {
        await this.service.create(sent.actor, parent, values.name, firstSchool(values));
        return sitePaths.index();
      },
    );
    const model = siteNew(parent, form);
    return done ?? invalid('sites/site-new', model, options(model.heading));
  }

  @Get(':siteId/edit')
  async edit(@Param('siteId') siteId: string, @CurrentActor() actor: Actor): Promise<Page> {
    const site = await this.load(actor, siteId, 'site.manage');
    return page('sites/site-edit', await this.editModel(site), options('修改阵地'));
  }

  @Post(':siteId')
  async update(@Param('siteId') siteId: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const site = await this.load(sent.actor, siteId, 'site.manage');
    const form = bind(SiteForm, sent.body);
    const done = await this.submission.run(sent, form, '已改名', async ({ name }) => {
      await this.service.rename(sent.actor, site, name);
      return sitePaths.index();
    });
    if (done) return done;
    return invalid(
      'sites/site-edit',
      await this.editModel(site, { name: form }),
      options('修改阵地'),
    );
  }

  @Post(':siteId/hub')
  async hub(@Param('siteId') siteId: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const site = await this.load(sent.actor, siteId, 'site.manage');
    const form = bind(HubForm, sent.body);
    const done = await this.submission.run(sent, form, '已保存中心站的设置', async (values) => {
      const covered = await this.coverable(sent.actor, values.covers);
      await this.service.setHub(sent.actor, site, values.isHub, covered);
      return sitePaths.index();
    });
    if (done) return done;
    return invalid(
      'sites/site-edit',
      await this.editModel(site, { hub: form }),
      options('修改阵地'),
    );
  }

  /** The chosen stations, as far as the actor may arrange them. */
  private async coverable(actor: Actor, ids: readonly string[]): Promise<SiteRow[]> {
    const all = await this.sites.all();
    return ids.map((id) => {
      const site = all.find((one) => one.id === id);
      if (!site || !mayAt(actor, 'site.manage', site.path)) throw new NotFound();
      return site;
    });
  }

  private async editModel(
    site: SiteRow,
    sent: { name?: Form<SiteForm>; hub?: Form<HubForm> } = {},
  ) {
    const stations = (await this.sites.all()).filter((one) => one.level === 'station');
    const name = sent.name ?? emptyForm(SiteForm, { name: site.name });
    const hub = sent.hub ?? emptyForm(HubForm, hubInput(site, stations));
    return siteEdit(site, stations, name, hub);
  }

  private async parent(actor: Actor, parentId: unknown): Promise<SiteRow> {
    const parent = await this.load(actor, String(parentId), 'site.manage');
    if (levelBelow(parent.level) === null) throw new NotFound();
    return parent;
  }

  private async load(actor: Actor, siteId: string, action: Action): Promise<SiteRow> {
    const site = await this.sites.find(siteId);
    if (!site || !mayAt(actor, action, site.path)) throw new NotFound();
    return site;
  }
}

/** A new station is asked for its school as well. */
const formOf = (parent: SiteRow, body: unknown): Form<SiteForm | StationForm> =>
  levelBelow(parent.level) === 'station'
    ? judgePhone(bind(StationForm, body))
    : bind(SiteForm, body);

const firstSchool = (values: SiteForm | StationForm): FirstSchool | null =>
  values instanceof StationForm
    ? { principal: values.principal, phone: values.phone, address: values.address }
    : null;
