import { hashesAtOnce, Passwords } from '../../src/identity/passwords.service';
import { Load } from '../../src/shared/kernel/load';
import { Busy } from '../../src/shared/web/errors';

describe('hashing passwords', () => {
  it.each([
    [1, false, 1],
    [2, false, 1],
    [3, false, 2],
    [16, false, 2],
    [16, true, 1],
  ])('on %i cores while presses wait (%s) works on %i at once', (cores, pressed, most) => {
    expect(hashesAtOnce(cores, pressed)).toBe(most);
  });

  it('answers sixty-four who wait, and tells everybody else to come again', async () => {
    const passwords = new Passwords(new Load());
    const asked = Array.from({ length: 70 }, () => passwords.hash('deng-huo-ke-qin'));
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(64);
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(Busy);
  });
});
