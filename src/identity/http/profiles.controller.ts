import { Controller, Get, Param, Post } from '@nestjs/common';
import { Access } from '../../shared/web/access';
import { Actor, CurrentActor } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { NotFound } from '../../shared/web/errors';
import { invalid, page, Page, Redirect } from '../../shared/web/page';
import { SitesQueries } from '../../sites/sites.queries';
import { Sent, SentForm, Submission } from '../../sites/submission';
import { AccountsQueries } from '../accounts.queries';
import { profilePaths } from '../identity.paths';
import { OwnProfile, ProfilesQueries } from '../profiles.queries';
import { PersonFacts, Profiles } from '../profiles.service';
import { ChildForm, NewChildForm, NewRelativeForm, PersonForm } from './profile.form';
import { profileForm, profilesIndex } from './profiles.page';

const newForms = { family: NewRelativeForm, child: NewChildForm };
type NewKind = keyof typeof newForms;

/** My account: who enrols under this phone. */
@Controller('profiles')
@Access('account')
export class ProfilesController {
  constructor(
    private readonly queries: ProfilesQueries,
    private readonly accounts: AccountsQueries,
    private readonly service: Profiles,
    private readonly sites: SitesQueries,
    private readonly submission: Submission,
  ) {}

  @Get()
  async index(@CurrentActor() actor: Actor): Promise<Page> {
    const profiles = await this.queries.ofAccount(actor.accountId);
    const account = await this.accounts.byId(actor.accountId);
    const model = profilesIndex(profiles, account?.phone ?? '');
    return page('identity/profiles', model, { title: '我的账号', tab: 'my' });
  }

  @Get('new/:kind')
  async new(@Param('kind') kind: string, @CurrentActor() actor: Actor): Promise<Page> {
    const type = newForms[known(kind)];
    const self = await this.queries.own(actor.accountId, actor.profileId);
    const form = emptyForm<object>(type, { siteId: self?.siteId ?? '' });
    return this.shown(form, known(kind), null);
  }

  @Post('new/:kind')
  async create(@Param('kind') kind: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const form: Form<PersonFacts> = bind<PersonFacts>(newForms[known(kind)], sent.body);
    await this.judgeSite(form);
    const done = await this.submission.run(sent, form, '已添加，可以替他报名了', async (value) => {
      await this.service.add(sent.actor, known(kind), factsOf(value));
      return profilePaths.index();
    });
    return done ?? this.shown(form, known(kind), null);
  }

  @Get(':profileId/edit')
  async edit(@Param('profileId') id: string, @CurrentActor() actor: Actor): Promise<Page> {
    const profile = await this.load(actor, id);
    const { name, ageBand, siteId } = profile;
    const form = emptyForm<object>(formFor(profile), { name, ageBand, siteId });
    return this.shown(form, profile.kind, profile);
  }

  @Post(':profileId')
  async update(@Param('profileId') id: string, @SentForm() sent: Sent): Promise<Page | Redirect> {
    const profile = await this.load(sent.actor, id);
    const form = bind<PersonFacts>(formFor(profile), sent.body);
    await this.judgeSite(form);
    const done = await this.submission.run(sent, form, '已保存', async (value) => {
      await this.service.update(sent.actor, profile.id, factsOf(value));
      return profilePaths.index();
    });
    return done ?? this.shown(form, profile.kind, profile);
  }

  private async judgeSite(form: Form<PersonFacts>): Promise<void> {
    const communities = await this.sites.communities();
    if (form.ok && !communities.some((site) => site.id === form.value.siteId))
      form.fail('siteId', '请重新选择所在社区');
  }

  private async shown(form: Form<object>, kind: OwnProfile['kind'], profile: OwnProfile | null) {
    const model = profileForm(form, { kind, profile }, await this.sites.communities());
    const options = { title: model.heading, tab: 'my' } as const;
    if (form.ok) return page('identity/profile-form', model, options);
    return invalid('identity/profile-form', model, options);
  }

  private async load(actor: Actor, profileId: string): Promise<OwnProfile> {
    const profile = await this.queries.own(actor.accountId, profileId);
    if (!profile) throw new NotFound();
    return profile;
  }
}

function known(kind: string): NewKind {
  if (kind !== 'family' && kind !== 'child') throw new NotFound();
  return kind;
}

const formFor = ({ kind }: OwnProfile) => (kind === 'child' ? ChildForm : PersonForm);

const factsOf = ({ name, siteId, ageBand }: PersonFacts): PersonFacts => ({
  name,
  siteId,
  ageBand,
});
