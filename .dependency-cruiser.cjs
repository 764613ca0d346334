/** Who may know whom: docs in CONTRIBUTING.md, proved by test/architecture/dependencies.spec.ts. */

/** Modules import only from their left. */
const order = [
  ...['shared', 'sites', 'identity', 'operations', 'curriculum', 'terms', 'calendar', 'partners'],
  ...[
    'scheduling',
    'judging',
    'standing',
    'enrollment',
    'rescheduling',
    'desk',
    'draws',
    'attendance',
    'timetable',
  ],
  ...[
    'planning',
    'feeds',
    'policy',
    'preface',
    'demand',
    'feedback',
    'points',
    'notifications',
    'insights',
  ],
  ...['portal', 'demo'],
];
const moduleOrder = order.slice(0, -1).map((name, at) => ({
  name: `module-order-${name}`,
  comment: 'Modules import only from their left; what travels the other way travels as an event.',
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: `^src/(${order.slice(at + 1).join('|')})/` },
}));

/** Inside a module a file imports only from the layers above it. */
const layers = [
  ['vocabulary', '(states|events|paths)'],
  ['entity', 'entity'],
  ['rules', 'rules'],
  ['queries', 'queries'],
  ['service', '(service|writer|worker|job|listener)'],
];
const fileOrder = layers.slice(0, -1).map(([name, kind], at) => ({
  name: `file-order-${name}`,
  comment: 'states, events, paths → entity → rules → queries → service → http.',
  severity: 'error',
  from: { path: `^src/([^/]+)/[^/]+\\.${kind}\\.ts$` },
  to: {
    path: `^src/$1/[^/]+\\.(${layers
      .slice(at + 1)
      .map(([, later]) => later)
      .join('|')})\\.ts$`,
  },
}));

const npm = (names) => `(^|node_modules/)(${names.join('|')})(/|$)`;
const onlyIn = (name, where, names, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path: npm(names) },
});

module.exports = {
  forbidden: [
    ...moduleOrder,
    ...fileOrder,
    {
      name: 'unknown-module',
      comment: 'A new folder under src/ takes its place in the order first.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(cli|${order.join('|')})/` },
      to: {},
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules are functions from facts to reasons: no framework, no database, no I/O.',
      severity: 'error',
      from: { path: '\\.(rules|states)\\.ts$' },
      to: { path: npm(['@nestjs', 'typeorm', 'fastify', '@fastify', 'rxjs']) },
    },
    {
      name: 'rules-do-no-io',
      comment: 'Rules are functions from facts to reasons: no framework, no database, no I/O.',
      severity: 'error',
      from: { path: '\\.(rules|states)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'http-is-private',
      comment: 'Pages of another module are reached by a link (its paths), not by an import.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/http/', pathNot: '^src/$1/' },
    },
    {
      name: 'http-is-last',
      comment: 'Only the module file, which declares the controllers, knows http/.',
      severity: 'error',
      from: { path: '^src/([^/]+)/[^/]+\\.ts$', pathNot: '\\.module\\.ts$' },
      to: { path: '^src/$1/http/' },
    },
    onlyIn(
      'only-http-knows-fastify',
      '^src/(shared/|[^/]+/http/|[^/]+\\.ts$)',
      ['fastify', '@fastify', '@nestjs/platform-fastify'],
      'Only http/ knows Fastify.',
    ),
    onlyIn(
      'only-database-knows-drivers',
      '^src/shared/database/',
      ['pg', 'better-sqlite3'],
      'Drivers stay behind the write gate.',
    ),
    {
      name: 'nobody-knows-the-programs',
      comment: 'The composition root and the commands import; nothing imports them.',
      severity: 'error',
      from: { path: `^src/(${order.join('|')})/` },
      to: { path: '^src/(cli/|[^/]+\\.ts$)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-code',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/', dependencyTypesNot: ['npm'] },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.d.ts'],
    },
  },
};
