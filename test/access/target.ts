import { newId } from '../../src/shared/kernel/ids';
import { feedToken } from '../../src/feeds/feed-token';
import type { Asker } from './actors';
import type { Expected } from './answers';
import type { Fields } from './caller';
import type { Route } from './routes';
import { SECRET, Tree } from './tree';

/** A record that a route can name, known by the word before its id. */
interface Noun {
  id: string;
  /** One of the same kind that belongs somewhere else. */
  foreign?: string;
  /** One that is not public yet, or no longer. */
  hidden?: string;
  /** Where rights must be held. */
  at?: string;
  /** Whose it is; nobody else's pages show it. */
  owned?: boolean;
}

/** One record for each word; a route with a new word needs one here. */
function nouns(tree: Tree): Record<string, Noun> {
  const { world, places, unlistedId } = tree;
  const { own, other } = tree.stations;
  const at = own.path;
  return {
    schools: { id: own.schoolId, foreign: other.schoolId, at },
    classes: { id: own.classId, foreign: other.classId, hidden: own.draftId, at },
    sessions: { id: own.sessionId, foreign: other.sessionId, at },
    rooms: { id: own.roomId, foreign: other.roomId, at },
    enrollments: { id: own.enrollmentId, foreign: other.enrollmentId, at, owned: true },
    'enrollment-lists': { id: own.listId, foreign: other.listId, at },
    marks: { id: own.markId, foreign: other.markId, owned: true },
    appeals: { id: own.appealId, foreign: other.appealId, at },
    people: { id: own.grantId, foreign: other.grantId, at },
    days: { id: own.dayId, foreign: other.dayId, at },
    terms: { id: world.termId, at: places.centre },
    rules: { id: tree.ruleId, foreign: own.dayId, at: places.centre },
    sites: { id: own.siteId, at },
    courses: { id: world.courseId, hidden: unlistedId, at: places.centre },
    profiles: { id: own.learner.profileId, foreign: other.learner.profileId, owned: true },
    links: { id: tree.resetToken },
    mails: { id: tree.deadMailId, at: places.centre },
    draws: { id: tree.drawId },
    plans: { id: own.planId, foreign: other.planId, at },
    'planned-classes': { id: own.plannedId, foreign: other.plannedId, at },
    briefs: { id: own.briefId, foreign: other.briefId, at },
    policy: { id: tree.publicBriefId, hidden: own.briefId },
    new: { id: 'family' },
  };
}

/** What an address asks for beside its path. */
const queries = (tree: Tree): Record<string, { query: string; at?: string }> => ({
  '/center/sites/new': { query: `?parent=${tree.office}`, at: tree.places.parent },
  // a class of the same course below the own station
  '/schools/:schoolId/desk/classes/:classId/merger': {
    query: `?into=${tree.stations.child.classId}`,
  },
  '/plans/:id/hours': {
    query: `?teacher=${encodeURIComponent('亓燕')}`,
  },
  '/my/calendar.ics': {
    query: `?token=${feedToken(SECRET, tree.stations.own.learner.accountId, 1)}`,
  },
  '/feeds/calendar.ics': {
    query: `?token=${feedToken(SECRET, tree.stations.own.schoolId, 2)}`,
  },
});

/** What a form needs before it can judge the rest. */
const fields = (tree: Tree): Record<string, Fields> => ({
  'POST /schools/:schoolId/desk/classes': [['courseId', tree.world.courseId]],
  'POST /schools/:schoolId/desk/classes/proposals': [['courseId', tree.world.courseId]],
  'POST /schools/:schoolId/desk/sessions/:sessionId/ticks': [
    ['enrollmentId', tree.stations.own.enrollmentId],
    ['state', 'leave'],
  ],
  'POST /schools/:schoolId/desk/sessions/:sessionId/kept-ticks': [
    ['ticks', `${tree.stations.own.enrollmentId}_leave_1795600000000`],
  ],
  'POST /enrollments/:id/leaves': [['sessionId', tree.stations.own.sessionId]],
  'POST /enrollments/:id/leave-removals': [['sessionId', tree.stations.own.sessionId]],
  'POST /sessions/:id/check-ins': [['code', '000000']],
  'POST /schools/:schoolId/desk/feeds': [['feed', tree.stations.own.roomId]],
  'POST /schools/:schoolId/desk/feeds/removal': [['feed', tree.stations.own.roomId]],
});

/** Forms that ask for something by the name of what nobody may set. */
const ASKED_FOR: Record<string, string[]> = {
  'POST /sign-up': ['siteId'],
  'POST /profiles/new/:kind': ['siteId'],
  'POST /profiles/:profileId': ['siteId'],
  'POST /schools/:schoolId/desk/sessions/:sessionId/ticks': ['state'],
  'POST /center/people': ['role', 'siteId'],
  'POST /center/preface/pins': ['siteId'],
  'POST /schools/:schoolId/desk/people': ['role', 'siteId'],
};

/** Pages of the centre that show each reader's own part of the county. */
const OWN_PART = [
  '/center/preface',
  '/center/preface/reach',
  '/center/preface/reach.xlsx',
  '/center',
  '/center/people',
  '/center/sites',
];
/** Staff see a learner's place as the learner does. */
const ALSO_FOR: Record<string, 'desk.view'> = { 'GET /enrollments/:id': 'desk.view' };
const PARAMETER = /\/([^/:]+)\/:(\w+)/g;

/** A route with the records that its address names. */
export class Target {
  private readonly named: { word: string; noun: Noun | undefined }[];
  private readonly asked: { query: string; at?: string } | undefined;

  constructor(
    readonly route: Route,
    private readonly tree: Tree,
  ) {
    const known = nouns(tree);
    const words = [...route.url.matchAll(PARAMETER)].map(([, word]) => word!);
    this.named = words.map((word) => ({ word, noun: known[word] }));
    this.asked = queries(tree)[route.url];
  }

  get fields(): Fields {
    return fields(this.tree)[this.route.key] ?? [];
  }

  asksFor(name: string): boolean {
    return ASKED_FOR[this.route.key]?.includes(name) ?? false;
  }

  get unknown(): string[] {
    return this.named.filter(({ noun }) => !noun).map(({ word }) => word);
  }

  /** The address of the own record, with the ids that `instead` has at a place. */
  url(instead: (string | undefined)[] = []): string {
    let i = -1;
    const path = this.route.url.replaceAll(PARAMETER, (_, word: string) => {
      i++;
      return `/${word}/${instead[i] ?? this.named[i]!.noun!.id}`;
    });
    return path + (this.asked?.query ?? '');
  }

  /** The same address, of a record that does not exist; null when it names none. */
  missing(): string | null {
    if (this.asked?.at) return this.url().replace(this.tree.office, newId());
    if (this.named.every(({ noun }) => noun!.id === 'family')) return null;
    return this.url(this.named.map(() => newId()));
  }

  /** The same address with one id that belongs elsewhere, each beside one that does not exist. */
  crossed(): { foreign: string; missing: string }[] {
    if (this.named.length < 2) return [];
    return this.named.flatMap(({ noun }, i) => {
      if (!noun!.foreign) return [];
      const put = (id: string) => this.url(this.named.map((_, j) => (j === i ? id : undefined)));
      return [{ foreign: put(noun!.foreign), missing: put(newId()) }];
    });
  }

  /** The public address of something that is not public, beside one that does not exist. */
  hidden(): { foreign: string; missing: string }[] {
    const id = this.named[0]?.noun?.hidden;
    if (this.route.access?.rule !== 'public' || !id) return [];
    return [{ foreign: this.url([id]), missing: this.url([newId()]) }];
  }

  /** What the rights matrix says about this person here. */
  expect(asker: Asker): Expected {
    const rule = this.route.access!.rule;
    if (rule === 'public') return 'open';
    if (!asker.person) return 'sign-in';
    if (rule === 'account') return this.expectOwner(asker);
    if (!asker.mayAnywhere(rule)) return 'forbidden';
    const at = this.asked?.at ?? this.named[0]?.noun?.at ?? this.centre();
    return at === null || asker.mayAt(rule, at) ? 'open' : 'missing';
  }

  private expectOwner(asker: Asker): Expected {
    const first = this.named[0]?.noun;
    const also = ALSO_FOR[this.route.key];
    if (!first?.owned || asker.owns(this.tree.stations.own)) return 'open';
    return also && asker.mayAt(also, first.at!) ? 'open' : 'missing';
  }

  /** A page of the centre without a record belongs to the centre itself. */
  private centre(): string | null {
    const county = this.route.url.startsWith('/center') && !OWN_PART.includes(this.route.url);
    return county ? this.tree.places.centre : null;
  }
}
