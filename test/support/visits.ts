import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { csrfOf, seenOf, TestApp } from './app';
import type { Learner } from './world';

/** What people do in their browsers, one request at a time; the app may be started later. */
export function visitsOf(app: () => TestApp) {
  const get = (one: Learner, path: string, mode = '') =>
    app().browser().get(path).set('Cookie', `sid=${one.token}${mode}`);

  const read = async (one: Learner, path: string, mode = ''): Promise<string> =>
    (await get(one, path, mode).expect(200)).text;

  /** Sends a form with what the page `from` hides in it. */
  async function post(one: Learner, from: string, path: string, fields: object = {}) {
    const html = await read(one, from);
    const agent = app().browser().post(path).set('Cookie', `sid=${one.token}`);
    return agent.type('form').send({ _csrf: csrfOf(html), ...seenOf(html, path), ...fields });
  }

  /** A seat, or where the class is full a place in its queue. */
  async function enrol(one: Learner, classId: string): Promise<string> {
    await post(one, `/classes/${classId}`, `/classes/${classId}/enrollments`);
    const where = { classId, profileId: one.profileId };
    return (await app().database.reader.manager.findOneByOrFail(Enrollment, where)).id;
  }

  return { get, read, post, enrol };
}
