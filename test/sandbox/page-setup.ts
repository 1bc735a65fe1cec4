import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { sandboxClock } from '../../sandbox/clock.ts';
import { startPageServer } from '../../sandbox/page-server.ts';
import type { Screen } from '../../sandbox/page-state.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { channels, defaultWorld, people } from '../../sandbox/world.ts';

/** Tuesday, 2026-10-06, noon in Berlin. */
const start = Date.UTC(2026, 9, 6, 10);

/** The page's server over the whole sandbox on a frozen clock; the page itself is a stand-in. */
export async function pageServer() {
  const clock = sandboxClock({ frozenAt: start });
  const dataDir = mkdtempSync(join(tmpdir(), 'page-'));
  const sandbox = await startSandbox({ clock, log: pino({ level: 'silent' }), transport: 'http', dataDir });
  const page = await startPageServer({
    behind: sandbox,
    clock,
    world: defaultWorld,
    port: 0,
    assets: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<title>page</title>' }),
  });
  const asJson = { 'content-type': 'application/json' };
  const get = async <T>(path: string): Promise<T> => (await fetch(`${page.url}${path}`)).json() as Promise<T>;
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${page.url}${path}`, { method: 'POST', headers: { ...asJson, ...headers }, body: JSON.stringify(body) });
  const screen = (user: string, query = '') =>
    get<Screen>(`/api/screen?user=${user}&channel=${channels.general}${query}`);
  return {
    ...page,
    sandbox,
    clock,
    get,
    post,
    screen,
    ada: people.ada.id,
    /** Waits until what `look` reads is there. */
    async until<T>(look: () => Promise<T | undefined>): Promise<T> {
      for (;;) {
        const found = await look();
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await page.close();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Page = Awaited<ReturnType<typeof pageServer>>;
