import type { Response } from 'supertest';
import { Draw } from '../../src/scheduling/draw.entity';
import { newId } from '../../src/shared/kernel/ids';
import { csrfOf, TestApp } from '../support/app';
import type { Learner } from '../support/world';

export type Fields = Record<string, string | string[]>;

/** The form of a preview, as a browser would send it. */
interface Previewed extends Fields {
  actionKey: string;
  name: string[];
  phone: string[];
  ageBand: string[];
}

export interface Shown {
  text: string;
  /** What will happen to each row, in words. */
  fates: string[];
  /** Whether there is a button to enrol. */
  giving: boolean;
  fields: Previewed;
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const values = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`name="${name}"[^>]* value="([^"]*)"`, 'g'))].map((one) => one[1]!);

const chosen = (html: string): string[] =>
  [...html.matchAll(/<select[^>]*name="ageBand"[^>]*>([^]*?)<\/select>/g)].map(
    ([, options]) => /value="([^"]*)" selected/.exec(options!)?.[1] ?? '',
  );

/** A clerk who pastes lists for one class, over HTTP. */
export class Clerk {
  private readonly lists: string;

  constructor(
    private readonly test: TestApp,
    private readonly who: Learner,
    schoolId: string,
    classId: string,
  ) {
    this.lists = `/schools/${schoolId}/desk/classes/${classId}/enrollment-lists`;
  }

  get(path = this.lists): Promise<Response> {
    return Promise.resolve(this.test.browser().get(path).set('Cookie', `sid=${this.who.token}`));
  }

  /** Sends a step: what the server answers. */
  async press(fields: Fields): Promise<Response> {
    const { text } = await this.get('/profiles/new/family');
    const post = this.test.browser().post(this.lists).set('Cookie', `sid=${this.who.token}`);
    return post.type('form').send({ _csrf: csrfOf(text), ...fields });
  }

  /** Sends a step and, as a browser would, goes where a look at the list is shown. */
  async send(fields: Fields): Promise<Response> {
    const answer = await this.press(fields);
    const { location } = answer.headers;
    return location?.includes('?draft=') ? this.get(location) : answer;
  }

  async read(text: string): Promise<Shown> {
    const answer = await this.send({ step: 'read', text });
    if (answer.status !== 200) throw new Error(`${answer.status}: ${plain(answer.text)}`);
    return this.shown(answer);
  }

  /** Presses 报名 with the consent ticked. */
  enroll(fields: Fields): Promise<Response> {
    return this.send({ consent: '1', ...fields, step: 'enroll' });
  }

  shown({ text }: Response): Shown {
    const fates = [...text.matchAll(/<td class="fate"[^>]*>([^]*?)<\/td>/g)];
    return {
      text,
      fates: fates.map((one) => plain(one[1]!)),
      giving: text.includes('value="enroll"'),
      fields: {
        actionKey: values(text, 'actionKey')[0]!,
        seen: values(text, 'seen')[0]!,
        name: values(text, 'name'),
        phone: values(text, 'phone'),
        ageBand: chosen(text),
      },
    };
  }
}

/** A draw that is still to be held, of the classes with this window. */
export async function drawAt(
  test: TestApp,
  window: { opensAt: Date; closesAt: Date },
): Promise<string> {
  const id = newId();
  const seed = { seed: 'a'.repeat(64), commitment: 'b'.repeat(64), committedAt: window.opensAt };
  const open = { drawnAt: null, list: null, listHash: null };
  await test.database.write((tx) => tx.insert(Draw, { id, ...window, ...seed, ...open }));
  return id;
}
