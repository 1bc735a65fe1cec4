import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appMethods } from './api/apps.ts';
import { type ApiDesk, answerCall } from './api/call.ts';
import { chatMethods } from './api/chat.ts';
import { conversationMethods } from './api/conversations.ts';
import { fileMethods } from './api/files.ts';
import { functionMethods } from './api/functions.ts';
import { identityMethods } from './api/identity.ts';
import { oauthMethods } from './api/oauth.ts';
import { userMethods } from './api/users.ts';
import { viewMethods } from './api/views.ts';
import { answerAuthorize } from './consent.ts';
import { redeliver } from './delivery/events.ts';
import { overrideSigning } from './delivery/http-post.ts';
import { deliverRaw } from './delivery/raw.ts';
import { createSocketHub, type SocketHub } from './delivery/socket.ts';
import { createFaultDesk } from './faults.ts';
import { downloadFile } from './files.ts';
import { page, type Route } from './http-exchange.ts';
import { attachments } from './people/attachments.ts';
import { entrances } from './people/entrances.ts';
import { forms } from './people/forms.ts';
import { pressing } from './people/press.ts';
import { sees } from './people/sees.ts';
import { typing } from './people/typing.ts';
import { createRateLimiter } from './rate-limits.ts';
import { answerResponseUrl } from './response-urls.ts';
import { sandboxRoute } from './sandbox-api.ts';
import { listener } from './server.ts';
import { settle } from './settle.ts';
import type { SlackEmulator, SlackOptions } from './slack-emulator.ts';
import { stepRunning } from './steps.ts';
import { workspace } from './workspace.ts';
import { createWorld, type World } from './world.ts';

/** Starts an emulated Slack on a port of its own: Web API, Socket Mode, OAuth, files, and people who use it. */
export async function startSlack(options: SlackOptions): Promise<SlackEmulator> {
  const world = createWorld(options.clock, options.app, options.answerCap);
  const hub = createSocketHub(world);
  const desk: ApiDesk = {
    world,
    methods: methodsOf(hub),
    faults: createFaultDesk(),
    ...(options.enforceRateLimits ? { limiter: createRateLimiter(() => options.clock.now()) } : {}),
  };
  const host = options.host ?? '127.0.0.1';
  const routes: [prefix: string, route: Route][] = [];
  const server = createServer(listener(routes));
  server.on('upgrade', (request, socket, head) => hub.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  world.url = `http://${host}:${(server.address() as AddressInfo).port}`;
  settle(world, options.seed);
  const stop = () => {
    hub.close();
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const emulator = emulatorOf(world, desk, hub, stop);
  routes.push(...routesOf(world, desk, emulator));
  return emulator;
}

function methodsOf(hub: SocketHub): ApiDesk['methods'] {
  return {
    ...identityMethods,
    ...userMethods,
    ...chatMethods,
    ...conversationMethods,
    ...viewMethods,
    ...fileMethods,
    ...functionMethods,
    ...oauthMethods,
    ...appMethods(() => hub.ticketUrl()),
  };
}

function routesOf(world: World, desk: ApiDesk, emulator: SlackEmulator): [string, Route][] {
  return [
    ['/api/', (exchange) => answerCall(desk, exchange)],
    ['/actions/', (exchange) => answerResponseUrl(desk, exchange)],
    ['/commands/', (exchange) => answerResponseUrl(desk, exchange)],
    ['/oauth/v2/authorize', (exchange) => answerAuthorize(world, exchange)],
    ['/files-pri/', (exchange) => downloadFile(world, exchange)],
    ['/sandbox/', sandboxRoute(emulator)],
    ['/', () => page('<!doctype html><title>Slack</title><h1>An emulated Slack</h1>', 404)],
  ];
}

function emulatorOf(world: World, desk: ApiDesk, hub: SocketHub, stop: () => Promise<void>): SlackEmulator {
  return {
    url: world.url,
    setRequestUrl(url) {
      world.app.requestUrl = url;
    },
    setRedirectUrls(urls) {
      world.app.redirectUrls = urls;
    },
    deliveries: () => world.journal.deliveries,
    calls: () => world.journal.calls,
    violations: () => world.journal.violations,
    addFaults: (...faults) => desk.faults.add(...faults),
    clearFaults: () => desk.faults.clear(),
    setSigningOverride: (override) => overrideSigning(world, override),
    deliverRaw: (raw) => deliverRaw(world, raw),
    redeliver: (eventId) => redeliver(world, eventId),
    socketCount: () => hub.count(),
    disconnectSockets: (reason, only) => hub.disconnect(reason, only),
    async settled() {
      while (world.underWay.size > 0) await Promise.allSettled([...world.underWay]);
    },
    onChange: (listen) => world.journal.onChange(listen),
    stop,
    ...typing(world),
    ...pressing(world),
    ...forms(world),
    ...entrances(world),
    ...attachments(world),
    ...workspace(world),
    ...stepRunning(world),
    sees: (user) => sees(world, user),
  };
}
