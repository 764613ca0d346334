import { csrfOf, TestApp } from '../support/app';
import type { Learner } from '../support/world';

/** Shows a form and sends it, as a visitor or as somebody. */
export async function send(
  test: TestApp,
  who: Learner | null,
  formPath: string,
  path: string,
  fields: object,
) {
  const agent = test.browser();
  if (who) void agent.set('cookie', `sid=${who.token}`);
  const shown = await agent.get(formPath).expect(200);
  const _csrf = csrfOf(shown.text);
  return agent
    .post(path)
    .type('form')
    .send({ _csrf, ...fields });
}

export const show = (test: TestApp, who: Learner, path: string) =>
  test.browser().get(path).set('cookie', `sid=${who.token}`);
