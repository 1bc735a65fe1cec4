import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildPage } from '../../sandbox/page-build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where one browser for all tests listens; empty when there is none. */
    browserUrl: string;
    /** The folder of the page, bundled once for all tests. */
    pageFolder: string;
  }
}

/** One browser and one bundle of the page for all tests of this folder. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = browserHere();
  if (!executablePath) {
    process.stderr.write('Browser tests are skipped: no Chromium here. Install one, or name it in CHROMIUM_PATH.\n');
    project.provide('browserUrl', '');
    project.provide('pageFolder', '');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'page-bundle-'));
  const [server] = await Promise.all([
    chromium.launchServer({ executablePath, args: flags, handleSIGINT: false }),
    buildPage(folder),
  ]);
  project.provide('browserUrl', server.wsEndpoint());
  project.provide('pageFolder', folder);
  return async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
}

/** `--no-sandbox`: Chromium refuses to start for root otherwise, as in most containers. */
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
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
