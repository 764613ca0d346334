import { levelBelow, requireCentre, whyNotCover } from '../../src/sites/site.rules';
import { treeOf } from '../../src/sites/sites.queries';
import type { Actor } from '../../src/shared/web/actor';
import type { Role } from '../../src/shared/web/rights';

const station = (id: string, isHub = false) => ({ id, level: 'station' as const, isHub });

it('has four levels and nothing below a point', () => {
  expect([levelBelow('center'), levelBelow('office'), levelBelow('station')]).toEqual([
    'office',
    'station',
    'point',
  ]);
  expect(levelBelow('point')).toBeNull();
});

it.each([
  ['covers its neighbours', station('a'), [station('b')], null],
  ['covers none', station('a', true), [], null],
  ['is a station', { ...station('a'), level: 'office' as const }, [], '只有站可以设为中心站'],
  ['does not cover itself', station('a'), [station('a')], '中心站不用选自己'],
  [
    'covers stations only',
    station('a'),
    [{ ...station('b'), level: 'point' as const }],
    '中心站只能覆盖别的站',
  ],
  ['covers no other hub', station('a'), [station('b', true)], '中心站不能再由别的中心站覆盖'],
])('a hub %s', (_, hub, covered, reason) => {
  expect(whyNotCover(hub, covered)).toBe(reason);
});

const holding = (role: Role, sitePath: string): Actor => ({
  accountId: 'p',
  name: '甲',
  profileId: 'p',
  sessionKey: 's',
  grants: [{ role, siteId: 'x', sitePath }],
});

it('leaves what belongs to the county to rights held at the centre', () => {
  expect(() => requireCentre(holding('center', '/c/'), 'course.manage')).not.toThrow();
  expect(() => requireCentre(holding('center', '/c/o/'), 'course.manage')).toThrow();
  expect(() => requireCentre(holding('clerk', '/c/'), 'course.manage')).toThrow();
});

it('builds the tree from rows, with a partial scope as its own root', () => {
  const row = (id: string, parentId: string | null) => ({
    ...{ id, parentId, name: id, level: 'station' as const, path: id },
    ...{ isHub: false, hubId: null, schoolId: null },
  });
  const [root, ...others] = treeOf([row('a', 'outside'), row('b', 'a'), row('c', 'a')]);
  expect(others).toEqual([]);
  expect(root!.children.map((child) => child.name)).toEqual(['b', 'c']);
});
