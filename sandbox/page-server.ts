import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Behind } from './behind.ts';
import type { SandboxClock } from './clock.ts';
import { pageApi } from './page-api.ts';
import { changes } from './page-changes.ts';
import { refusedBecause } from './page-guard.ts';
import { castOf } from './page-state.ts';
import { json, type Route } from './slack/http-exchange.ts';
import { sandboxRoute } from './slack/sandbox-api.ts';
import { listener } from './slack/server.ts';
import type { SlackEmulator } from './slack/slack-emulator.ts';
import { weather } from './weather.ts';
import type { SandboxWorld } from './world.ts';

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** Serves the page and its API on 127.0.0.1, on `port` or the next free one (0: any). */
export async function startPageServer(options: {
  behind: Behind;
  clock: SandboxClock;
  world: SandboxWorld;
  port: number;
  assets: Route;
}): Promise<PageServer> {
  const { behind, clock, world } = options;
  const cast = castOf(randomUUID(), world, behind);
  const { slack } = behind;
  if (slack) for (const { id } of cast.people) openDirectMessage(slack, id);
  const changed = changes(behind);
  const desk = {
    behind,
    clock,
    cast,
    changes: changed,
    weather: weather(behind, clock, () => changed.note('weather')),
  };
  const routes: [string, Route][] = [
    ['/api/', pageApi(desk)],
    ...(slack ? [['/sandbox/', deeds(sandboxRoute(slack))] as [string, Route]] : []),
    ['/', options.assets],
  ];
  const server = createServer(listener(routes.map(([prefix, route]) => [prefix, guarded(route)])));
  const port = await listenFrom(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      changed.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** So that the app is in the sidebar from the start; whoever is from another workspace has no such place. */
function openDirectMessage(slack: SlackEmulator, user: string): void {
  try {
    slack.directMessage(user);
  } catch {
    return;
  }
}

const guarded =
  (route: Route): Route =>
  (exchange) => {
    const why = refusedBecause(exchange);
    return why ? json({ error: why }, 403) : route(exchange);
  };

/** People act by POST only: a link or a picture elsewhere must not press a button here. */
const deeds =
  (route: Route): Route =>
  (exchange) =>
    exchange.method === 'POST' ? route(exchange) : json({ error: 'only POST is taken' }, 405);

const portsTried = 20;

async function listenFrom(server: Server, first: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      return await listenOn(server, port);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= first + portsTried) throw error;
    }
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
