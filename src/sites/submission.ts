import { createParamDecorator, ExecutionContext, Injectable } from '@nestjs/common';
import type { Actor } from '../shared/web/actor';
import type { Form } from '../shared/web/bind';
import { Flash } from '../shared/web/flash';
import { actionKeyOf, Once } from '../shared/web/once';
import { Redirect, redirect } from '../shared/web/page';
import type { WebReply, WebRequest } from '../shared/web/web-request';

/** A staff form as it was sent: who, where to, what. */
export interface Sent {
  actor: Actor;
  route: string;
  body: unknown;
  reply: WebReply;
}

export const SentForm = createParamDecorator((_: unknown, context: ExecutionContext): Sent => {
  const http = context.switchToHttp();
  const request = http.getRequest<WebRequest>();
  if (!request.actor) throw new Error('SentForm on a route that does not require an actor');
  const reply = http.getResponse<WebReply>();
  return { actor: request.actor, route: request.url, body: request.body, reply };
});

/** Carries out a bound form: once however often it is pressed, with a line on the next page. */
@Injectable()
export class Submission {
  constructor(
    private readonly once: Once,
    private readonly flash: Flash,
  ) {}

  /**
   * @param work does the change and returns the path to show next
   * @returns null when the form has errors, a refusal of `work` among them
   */
  async run<T>(
    sent: Sent,
    form: Form<T>,
    said: string,
    work: (value: T) => Promise<string>,
  ): Promise<Redirect | null> {
    if (!form.ok) return null;
    const { actor, route, body, reply } = sent;
    try {
      const press = { actor, key: actionKeyOf(body), route, body };
      const next = await this.once.run(press, () => work(form.value));
      this.flash.say(reply, said);
      return redirect(next);
    } catch (error) {
      form.catchViolation(error);
      return null;
    }
  }
}
