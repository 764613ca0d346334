import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const folder = join(root, '.cache', 'vnu');
const jar = join(folder, 'node_modules/vnu-jar/build/dist/vnu.jar');
/** Kept in step with .ci/run. Its install script would fetch a Java of its own, so scripts stay off. */
const PACKAGE = 'vnu-jar@26.9.27';

/**
 * The Nu HTML checker, brought into .cache when it is missing. Where there is no Java, or no
 * registry to bring it from: null and a warning, in CI an error.
 */
export function htmlChecker(): string | null {
  const why = hasJava() ? bring() : 'no Java (package default-jre-headless)';
  if (why === null) return jar;
  if (process.env.CI) throw new Error(`the HTML checker cannot run: ${why}`);
  process.stderr.write(`\n!! The HTML checker does not run: ${why}. CI will run it.\n\n`);
  return null;
}

const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0;

function bring(): string | null {
  if (existsSync(jar)) return null;
  const flags = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  const ended = spawnSync('npm', ['install', ...flags, PACKAGE], {
    cwd: root,
    shell: process.platform === 'win32',
    encoding: 'utf8',
  });
  return ended.status === 0 && existsSync(jar) ? null : `${PACKAGE} could not be installed`;
}

interface Message {
  type: string;
  subType?: string;
  url?: string;
  lastLine?: number;
  message: string;
  extract?: string;
}

/** What is wrong in the HTML files of a folder, all in one run of Java. Notes and advice are left out. */
export function htmlErrors(checker: string, files: string): string[] {
  const flags = ['--format', 'json', '--exit-zero-always', '--stdout', '--skip-non-html', files];
  const ended = spawnSync('java', ['-Xss1m', '-jar', checker, ...flags], {
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  const { messages } = JSON.parse(ended.stdout) as { messages: Message[] };
  return messages
    .filter((one) => one.type === 'error' || one.type === 'non-document-error')
    .map((one) => `${one.url?.split('/').at(-1)}:${one.lastLine} ${one.message} ${one.extract}`);
}
