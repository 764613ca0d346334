import { Injectable } from '@nestjs/common';
import { beginsWithAny, sql } from '../../shared/database/sql';
import { Clock } from '../../shared/kernel/clock';
import { addDays, dateOf } from '../../shared/kernel/shanghai';
import { Actor, mayAt } from '../../shared/web/actor';
import { bind, emptyForm, Form } from '../../shared/web/bind';
import { invalid, page, Page, PageOptions, Redirect } from '../../shared/web/page';
import { pageNumber, pager } from '../../shared/web/paging';
import { isAtCentre } from '../../sites/site.rules';
import { Sent, Submission } from '../../sites/submission';
import { BriefHandsQueries } from '../brief-hands.queries';
import { BriefWriting } from '../brief-writing.service';
import { BriefsQueries } from '../briefs.queries';
import { BriefListPaths, briefPaths } from '../policy.paths';
import { policyBriefStates } from '../policy-brief.states';
import { BriefForm, contentOf, judgeBrief } from './brief.form';
import { briefList } from './brief-list.page';
import { briefForm } from './brief-form.page';

const PAGE_SIZE = 30;
const VALID_DAYS = 90;

/** Whose briefs a list shows, and what stands around it. */
export interface ListPlace {
  siteId: string;
  sitePath: string;
  /** With all sites below. */
  wide: boolean;
  mayWrite: boolean;
  /** Whose decision may be waited for; null for who reviews nothing here. */
  reviewer: { accountId: string; mayPublish: boolean } | null;
  paths: BriefListPaths;
  frame: (title: string) => PageOptions;
}

const form = (place: ListPlace, title: string): PageOptions => ({
  ...place.frame(title),
  styles: ['css/briefs.css'],
  scripts: ['js/spoken-time.js'],
});

/** A reader of a list as a reviewer, as far as rights go. */
export const reviewerAt = (actor: Actor, sitePath: string): ListPlace['reviewer'] =>
  mayAt(actor, 'brief.review', sitePath)
    ? { accountId: actor.accountId, mayPublish: isAtCentre(actor, 'brief.publish') }
    : null;

/** The list of briefs and the writing of a new one, the same at a school and at the centre. */
@Injectable()
export class BriefLists {
  constructor(
    private readonly briefs: BriefsQueries,
    private readonly hands: BriefHandsQueries,
    private readonly writing: BriefWriting,
    private readonly submission: Submission,
    private readonly clock: Clock,
  ) {}

  async index(place: ListPlace, query: Record<string, unknown>): Promise<Page> {
    const { siteId, sitePath, paths, wide, mayWrite, reviewer } = place;
    const path = wide
      ? beginsWithAny(sql.raw('site.path'), [sitePath])
      : sql`b.site_id = ${siteId}`;
    const state = policyBriefStates.find((one) => one === query.state);
    const counts = await this.briefs.countByState(path);
    const total = state
      ? (counts.get(state) ?? 0)
      : [...counts.values()].reduce((a, b) => a + b, 0);
    const pages = pager(pageNumber(query.page), PAGE_SIZE, total, (n) =>
      paths.filtered(state ?? '', n),
    );
    const offset = (pages.page - 1) * PAGE_SIZE;
    const rows = await this.briefs.list({ path, state }, PAGE_SIZE, offset);
    const waiting = reviewer ? await this.hands.waitingFor(path, reviewer) : new Set<string>();
    const list = { rows, counts, waiting, state, pager: pages, paths, mayWrite, wide };
    return page('policy/desk-index', briefList(list, this.clock.now()), place.frame('政策传真'));
  }

  new(place: ListPlace): Page {
    const today = dateOf(this.clock.now());
    const given = { effectiveFrom: today, validUntil: addDays(today, VALID_DAYS), audience: 'all' };
    const model = briefForm(emptyForm(BriefForm, given), { brief: null, paths: place.paths });
    return page('policy/form', model, form(place, '写传真'));
  }

  async create(place: ListPlace, sent: Sent): Promise<Page | Redirect> {
    const bound = judgeBrief(bind(BriefForm, sent.body), dateOf(this.clock.now()));
    const { accountId } = sent.actor;
    const done = await this.submission.run(sent, bound, '已保存草稿', async (values) => {
      const id = await this.writing.create(place.siteId, contentOf(values), accountId);
      return briefPaths.show(id);
    });
    return done ?? this.again(place, bound);
  }

  private again(place: ListPlace, bound: Form<BriefForm>): Page {
    const model = briefForm(bound, { brief: null, paths: place.paths });
    return invalid('policy/form', model, form(place, '写传真'));
  }
}
