import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

/** The machine's Chromium, headless and silent towards every other host. */
export function launch(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (!executablePath) throw new Error('no Chromium: install the package chromium or set CHROMIUM');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
