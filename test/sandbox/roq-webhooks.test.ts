import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hour, noon, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

type Event = {
  name: string;
  id: string;
  object: string;
  environmentId: string;
  data: { current: Row; previous: Row | null };
};
type Row = Record<string, unknown>;

let world: RoqWithSdk;
let receiver: Server;
let received: { key: unknown; event: Event }[];
let status: number;

beforeEach(async () => {
  received = [];
  status = 204;
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      key: request.headers['roq-platform-webhook-key'],
      event: JSON.parse(Buffer.concat(chunks).toString()),
    });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  world = await roqWithSdk({ webhook: { url: `http://127.0.0.1:${port}/roq/webhooks`, key: 'hook-key' } });
});
afterEach(async () => {
  await world.roq.close();
  receiver.closeAllConnections();
  receiver.close();
});

const names = () => received.map(({ event }) => event.name);
const cancelPat = () =>
  world.platform.asUser(world.ada).cancelUserInvite({ userInviteId: world.inviteTo('pat@acme.test').id });
const settled = () => world.roq.webhooks.settled();

test('a change of an invite arrives with the key, before and after, and no secret', async () => {
  await cancelPat();
  await settled();
  const { id, token } = world.inviteTo('pat@acme.test');
  expect(received).toMatchObject([
    {
      key: 'hook-key',
      event: {
        name: 'ROQ_USER_INVITE_UPDATE',
        id,
        object: 'userInvite',
        environmentId: world.roq.environmentId,
        data: {
          current: { id, status: 'canceled', updatedAt: new Date(noon).toISOString() },
          previous: { id, status: 'pending' },
        },
      },
    },
  ]);
  expect(JSON.stringify(received)).not.toContain(token);
});

test('acceptance is told in two updates with the new user between them', async () => {
  world.roq.accept('pat@acme.test');
  await settled();
  expect(names()).toEqual(['ROQ_USER_INVITE_UPDATE', 'ROQ_USER_INSERT', 'ROQ_USER_INVITE_UPDATE']);
  const [first, user, second] = received.map(({ event }) => event.data.current);
  expect(first).toMatchObject({ status: 'accepted', acceptedByUserId: null });
  expect(second).toMatchObject({ status: 'accepted', acceptedByUserId: user?.id });
});

test('a new invite is an insert without a past', async () => {
  const userInvites = [{ email: 'new@acme.test', createdByUserId: world.ada }];
  await world.platform.asUser(world.ada).sendUserInvites({ data: { tenantId: world.acme, userInvites } });
  await settled();
  expect(received.map(({ event }) => [event.name, event.data.previous])).toEqual([['ROQ_USER_INVITE_INSERT', null]]);
});

test('a failed delivery comes again after 30 minutes times N, five times at most', async () => {
  status = 500;
  await cancelPat();
  await settled();
  for (let retry = 1; retry <= 5; retry += 1) {
    world.roq.clock.advance(retry * 30 * 60 * 1000 - 1);
    await settled();
    expect(received).toHaveLength(retry);
    world.roq.clock.advance(1);
    await settled();
    expect(received).toHaveLength(retry + 1);
  }
  world.roq.clock.advance(100 * hour);
  await settled();
  expect(received).toHaveLength(6);
  expect(world.roq.webhooks.deliveries().map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a receiver that answers again ends the retries', async () => {
  status = 503;
  await cancelPat();
  await settled();
  status = 200;
  world.roq.clock.advance(hour);
  await settled();
  world.roq.clock.advance(100 * hour);
  await settled();
  expect(world.roq.webhooks.deliveries().map((delivery) => delivery.status)).toEqual([503, 200]);
});

test('events come twice, late or never when the faults say so', async () => {
  world.roq.faults.set([{ kind: 'webhook-duplicate', times: 1 }]);
  await cancelPat();
  await settled();
  expect(names()).toEqual(['ROQ_USER_INVITE_UPDATE', 'ROQ_USER_INVITE_UPDATE']);

  received = [];
  world.roq.reset();
  world.roq.faults.set([{ kind: 'webhook-reorder', operation: 'ROQ_USER_INSERT', times: 1 }]);
  world.roq.accept('pat@acme.test');
  await settled();
  expect(names()).toEqual(['ROQ_USER_INVITE_UPDATE', 'ROQ_USER_INVITE_UPDATE', 'ROQ_USER_INSERT']);

  received = [];
  world.roq.faults.set([{ kind: 'webhook-lost' }]);
  world.roq.setUser(world.mia, { firstName: 'Maria' });
  await settled();
  expect(received).toEqual([]);
});

test('an event held back for reordering goes out alone when nothing follows', async () => {
  world.roq.faults.set([{ kind: 'webhook-reorder', ms: 1000 }]);
  await cancelPat();
  await settled();
  expect(received).toEqual([]);
  world.roq.clock.advance(1000);
  await settled();
  expect(names()).toEqual(['ROQ_USER_INVITE_UPDATE']);
});

test('expiry tells nobody, unless the switch says so', async () => {
  world.roq.clock.advance(24 * hour);
  await settled();
  expect(received).toEqual([]);
  world.roq.reset();
  world.roq.setOptions({ expirySendsWebhook: true });
  world.roq.clock.advance(24 * hour);
  await settled();
  expect(received.map(({ event }) => event.data.current.status)).toEqual(['expired']);
});
