import { Enrollment } from '../../src/enrollment/enrollment.entity';
import { csrfOf, TestApp } from './app';
import type { Learner } from './world';

/** What people do in their browsers, one request at a time; the app may be started later. */
export function visitsOf(app: () => TestApp) {
  const get = (one: Learner, path: string, mode = '') =>
    app().browser().get(path).set('Cookie', `sid=${one.token}${mode}`);

  const read = async (one: Learner, path: string, mode = ''): Promise<string> =>
    (await get(one, path, mode).expect(200)).text;

  /** Sends a form with the token of the page `from`. */
  async function post(one: Learner, from: string, path: string, fields: object = {}) {
    const _csrf = csrfOf(await read(one, from));
    const agent = app().browser().post(path).set('Cookie', `sid=${one.token}`);
    return agent.type('form').send({ _csrf, ...fields });
  }

  /** A seat, or where the class is full a place in its queue. */
  async function enrol(one: Learner, classId: string): Promise<string> {
    await post(one, `/classes/${classId}`, `/classes/${classId}/enrollments`);
    const where = { classId, profileId: one.profileId };
    return (await app().database.reader.manager.findOneByOrFail(Enrollment, where)).id;
  }

  return { get, read, post, enrol };
}
