import { Injectable } from '@nestjs/common';
import type { ShownClass } from '../../scheduling/night-classes.queries';
import type { Actor } from '../../shared/web/actor';
import { Chosen } from '../../shared/web/fields';
import { AdmissionQueries } from '../admission.queries';
import { enrollmentPaths } from '../enrollment.paths';
import { ClassFacts, whyNotEnroll } from '../enrollment.rules';
import { classFacts, Press } from './class.page';

/** The form behind every button 报名. */
export class EnrollForm {
  @Chosen({ label: '替谁报名', optional: true }) profileId!: string;
}

const VISITOR: Press = {
  signedIn: false,
  placeHref: null,
  entered: false,
  reasons: [],
  blocked: false,
  profiles: [],
};

/** What stands between a reader and a place: the page asks the same function as the service. */
@Injectable()
export class Presses {
  constructor(private readonly facts: AdmissionQueries) {}

  /** @param assumed facts that the page takes for granted, such as a window that is yet to open */
  async of(
    shown: ShownClass,
    actor: Actor | null,
    now: Date,
    assumed: Partial<ClassFacts> = {},
  ): Promise<Press> {
    if (!actor) return VISITOR;
    const people = [...(await this.facts.peopleOfAccount(actor.accountId, now))];
    const c = { ...classFacts(shown, now), ...assumed };
    const alone = people.length === 1;
    const answers = people.map(([, person]) => {
      if (alone) return whyNotEnroll(c, person, now).map(({ message }) => message);
      // of several people, who has a place is told so before anything about the window
      const why = person.live.has(shown.id)
        ? ['已经报了']
        : whyNotEnroll(c, person, now).map(({ message }) => message);
      return why.map((message) => `${person.name}：${message}`);
    });
    const places = people.map(([, person]) => person.live.get(shown.id));
    const place = people.find(([, person]) => person.isSelf)?.[1].live.get(shown.id) ?? places[0];
    return {
      signedIn: true,
      entered: place?.state === 'applied',
      placeHref: place && places.every(Boolean) ? enrollmentPaths.show(place.enrollmentId) : null,
      reasons: answers.flat(),
      blocked: answers.every((reasons) => reasons.length > 0),
      profiles: people.map(([id, { name }]) => ({ value: id, label: name })),
    };
  }
}
