import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const clockOnly = 'Time enters through Clock (src/shared/kernel/clock.ts).';
const noOwnTime = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockOnly },
  { selector: "CallExpression[callee.name='Date']", message: clockOnly },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: clockOnly,
  },
];
const noRawSql = [
  {
    selector: "CallExpression[callee.property.name='query']",
    message: 'SQL lives in *.queries.ts, in batch writers and in src/shared/database.',
  },
];
const globals = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));
const nodeGlobals = globals(
  ...['process', 'console', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'setInterval'],
  ...[
    'clearInterval',
    'setImmediate',
    'fetch',
    'AbortController',
    'performance',
    'structuredClone',
  ],
);

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.cache/', 'data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              importNames: ['forwardRef'],
              message: 'A cycle between modules: let an event travel instead.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...noOwnTime, ...noRawSql],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // a method of an interface may have nothing to wait for
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
    },
  },
  {
    // where SQL may be sent
    files: ['src/shared/database/**/*.ts', 'src/**/*.queries.ts', 'src/**/*writer*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noOwnTime] },
  },
  {
    files: ['src/shared/kernel/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noRawSql] },
  },
  {
    // a table is one declaration, however many columns it has
    files: ['src/shared/database/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // programs that talk to a terminal
    files: ['src/cli/**/*.ts', 'test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // specs measure, query and describe freely; what they assert on is untyped JSON and HTML
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    languageOptions: { globals: nodeGlobals },
  },
  {
    files: ['**/*.cjs', '*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: globals('require', 'module', 'exports', '__dirname', '__filename', 'globalThis'),
    },
  },
  {
    // small scripts for the browser
    files: ['public/**/*.js'],
    languageOptions: {
      sourceType: 'module',
      globals: globals(
        ...['window', 'document', 'location', 'history', 'navigator', 'localStorage'],
        ...['AbortController', 'DOMParser', 'removeEventListener'],
        ...['fetch', 'FormData', 'URL', 'URLSearchParams', 'Event', 'CustomEvent'],
        ...['HTMLElement', 'HTMLFormElement', 'HTMLInputElement', 'HTMLButtonElement'],
        ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame'],
        ...['IntersectionObserver', 'MutationObserver', 'matchMedia', 'print', 'addEventListener'],
        ...['AbortSignal', 'DOMParser', 'crypto', 'performance', 'TextEncoder', 'TextDecoder'],
      ),
    },
    rules: { 'max-lines': ['error', 250], 'no-console': 'error' },
  },
);
