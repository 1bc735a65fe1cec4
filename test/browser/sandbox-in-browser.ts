import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describe, expect, inject, type TestContext } from 'vitest';
import type { Behind } from '../../sandbox/behind.ts';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import { assets } from '../../sandbox/page-assets.ts';
import { startPageServer } from '../../sandbox/page-server.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { allScopes, defaultWorld, type people } from '../../sandbox/world.ts';
import { silent, storyStart } from '../stories/cast.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

/** `describe`, where there is a browser. */
export const describeInBrowser = describe.skipIf(inject('browser') === '');

let started: Promise<Browser> | undefined;
/** One for all tests of a worker; it ends with it. */
const theBrowser = (): Promise<Browser> => {
  started ??= chromium.launch({ executablePath: inject('browser'), args: flags });
  return started;
};

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

/** The page over whatever stands behind it, and windows on it. */
export async function pageInBrowser({ behind, clock }: { behind: Behind; clock: SandboxClock }) {
  const browser = await theBrowser();
  const files = await assets(inject('pageFolder'));
  const server = await startPageServer({ behind, clock, world: defaultWorld, port: 0, assets: files });
  const windows: Window[] = [];
  return {
    url: server.url,
    async window(who: keyof typeof people, how?: WindowOptions): Promise<Window> {
      const opened = await openWindow(browser, server.url, who, how);
      windows.push(opened);
      return opened;
    },
    /** Ends it and what stands behind; no page may have had an error. A failed test leaves its pictures. */
    async close({ task }: Pick<TestContext, 'task'>, behindIt: () => Promise<unknown>) {
      if (task.result?.state === 'fail')
        await Promise.all(windows.map((each, index) => each.failed(`${task.name} ${index}`)));
      await Promise.all(windows.map((each) => each.close()));
      await server.close();
      await behindIt();
      expect(windows.flatMap(({ faults }) => faults)).toEqual([]);
    },
  };
}

/** The page as `npm run sandbox` serves it, with a sandbox of its own, on a clock that runs from the stories' day. */
export async function sandboxInBrowser(options: Partial<SandboxOptions> = {}) {
  const clock = sandboxClock({ startAt: storyStart });
  const dataDir = mkdtempSync(join(tmpdir(), 'browser-'));
  const log = silent;
  const sandbox = await startSandbox({ clock, log, transport: 'http', dataDir, scopes: allScopes, ...options });
  const page = await pageInBrowser({ behind: sandbox, clock });
  return {
    ...sandbox,
    ...page,
    clock,
    /** The app may not have broken a rule of Slack, either. */
    async close(context: Pick<TestContext, 'task'>) {
      await page.close(context, async () => {
        await sandbox.stop();
        await rm(dataDir, { recursive: true, force: true });
      });
      expect(sandbox.slack.violations()).toEqual([]);
    },
  };
}
export type SandboxInBrowser = Awaited<ReturnType<typeof sandboxInBrowser>>;
