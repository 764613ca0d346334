import { passwordProblem } from '../../src/identity/password.rules';
import { grantableAt, misplaced, outranks } from '../../src/identity/roles.rules';
import type { Grant } from '../../src/shared/web/actor';
import type { Role } from '../../src/shared/web/rights';

const at = (role: Role, sitePath: string): Grant => ({ role, siteId: sitePath, sitePath });
const centre = at('center', '/c/');
const principal = at('principal', '/c/o/s/');

describe('giving roles', () => {
  it('goes down the tree and down the ranks, never up or across', () => {
    expect(grantableAt([centre], '/c/o/s/')).toEqual(['partner', 'clerk', 'principal', 'auditor']);
    expect(grantableAt([principal], '/c/o/s/p/')).toEqual(['partner', 'clerk']);
    expect(grantableAt([principal], '/c/o/')).toEqual([]);
    expect(grantableAt([principal], '/c/o/t/')).toEqual([]);
    for (const role of ['clerk', 'partner', 'auditor'] as const)
      expect(grantableAt([at(role, '/c/')], '/c/o/s/')).toEqual([]);
  });

  it('puts a principal at a station only', () => {
    expect(misplaced('principal', 'station')).toBeNull();
    expect(misplaced('principal', 'center')).toContain('站');
    expect(misplaced('clerk', 'center')).not.toBeNull();
    expect(misplaced('auditor', 'center')).toBeNull();
  });

  it('lets nobody reset an account with a role they could not take', () => {
    expect(outranks([at('clerk', '/c/o/s/')], [])).toBe(true);
    expect(outranks([at('clerk', '/c/o/s/')], [principal])).toBe(false);
    expect(outranks([principal], [at('clerk', '/c/o/s/')])).toBe(true);
    expect(outranks([principal], [at('clerk', '/c/o/s/'), at('clerk', '/c/o/t/')])).toBe(false);
    expect(outranks([centre], [centre])).toBe(false);
  });
});

describe('passwords', () => {
  const phone = '13812345678';
  it.each(['88888888', '12345678', '87654321', 'yexiao2026', '12345678a'.slice(0, 8)])(
    'refuses %s',
    (password) => expect(passwordProblem(password, phone)).not.toBeNull(),
  );
  it('asks more of staff', () => {
    expect(passwordProblem('deng-liang-l', phone, true)).toBeNull();
    expect(passwordProblem('deng-liang', phone, true)).toContain('12 位');
    expect(passwordProblem('deng-liang', phone)).toBeNull();
  });
});
