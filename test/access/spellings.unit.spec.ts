import { Walking } from './walking';

jest.setTimeout(120_000);

// what an address may look like is no question to a database: once for both
let walking: Walking;
beforeAll(async () => (walking = await Walking.start()));
afterAll(() => walking.stop());

describe('every route of the application', () => {
  it('is the same in every spelling', () =>
    walking.each('GET POST', (one) => walking.walk.respell(one)));

  it('is the same with its host in the address', async () => {
    await walking.test.app.listen(0, '127.0.0.1');
    await walking.each('GET', (one) => walking.walk.absolute(one));
  });
});
