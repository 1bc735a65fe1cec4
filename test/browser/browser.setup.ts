import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPage } from '../../sandbox/page-build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The browser's executable; empty when there is none. */
    browser: string;
    /** The folder of the page, bundled once for all tests. */
    pageFolder: string;
  }
}

/** Finds a browser and bundles the page, when tests of this folder are to run. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const wanted = project.vitest.state.getPaths().some((file) => file.includes('/test/browser/'));
  const browser = wanted ? browserHere() : undefined;
  if (wanted && !browser)
    process.stderr.write('Browser tests are skipped: no Chromium here. Install one, or name it in CHROMIUM_PATH.\n');
  project.provide('browser', browser ?? '');
  if (!browser) {
    project.provide('pageFolder', '');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'page-bundle-'));
  await buildPage(folder);
  project.provide('pageFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** The shell without a window comes first: it draws the same, in half the time. */
const commands = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** `CHROMIUM_PATH`, else the first browser of Chromium's family on the PATH. */
function browserHere(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...elsewhere].find((path) => existsSync(path));
}
