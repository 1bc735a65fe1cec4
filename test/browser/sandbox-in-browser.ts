import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describe, expect, inject, type TestContext } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { assets } from '../../sandbox/page-assets.ts';
import { startPageServer } from '../../sandbox/page-server.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { allScopes, defaultWorld, type people } from '../../sandbox/world.ts';
import { silent, storyStart } from '../stories/cast.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

/** `describe`, where there is a browser. */
export const describeInBrowser = describe.skipIf(inject('browserUrl') === '');

let connected: Promise<Browser> | undefined;

/** The page as `npm run sandbox` serves it, with a sandbox of its own, on a clock that runs from the stories' day. */
export async function sandboxInBrowser(options: Partial<SandboxOptions> = {}) {
  connected ??= chromium.connect(inject('browserUrl'));
  const browser = await connected;
  const clock = sandboxClock({ startAt: storyStart });
  const dataDir = mkdtempSync(join(tmpdir(), 'browser-'));
  const sandbox = await startSandbox({ clock, log: silent, transport: 'http', dataDir, scopes: allScopes, ...options });
  const server = await startPageServer({
    behind: sandbox,
    clock,
    world: defaultWorld,
    port: 0,
    assets: await assets(inject('pageFolder')),
  });
  const windows: Window[] = [];
  return {
    ...sandbox,
    clock,
    url: server.url,
    async window(who: keyof typeof people, how?: WindowOptions): Promise<Window> {
      const opened = await openWindow(browser, server.url, who, how);
      windows.push(opened);
      return opened;
    },
    /** Ends everything; no page may have had an error, nor the app have broken a rule of Slack. */
    async close({ task }: Pick<TestContext, 'task'>) {
      if (task.result?.state === 'fail')
        await Promise.all(windows.map((each, index) => each.picture(`failed ${task.name} ${index}`)));
      await Promise.all(windows.map((each) => each.close()));
      await server.close();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
      expect(windows.flatMap(({ faults }) => faults)).toEqual([]);
      expect(sandbox.slack.violations()).toEqual([]);
    },
  };
}
export type SandboxInBrowser = Awaited<ReturnType<typeof sandboxInBrowser>>;
