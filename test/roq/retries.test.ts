import { afterEach, expect, test } from 'vitest';
import { createBreaker } from '../../src/roq/breaker.ts';
import {
  actor,
  type Fake,
  failureOf,
  graphqlError,
  type Handler,
  invitePage,
  rigFor,
  row,
  sendOptions,
  startFake,
} from './fake-roq.ts';

let fake: Fake | undefined;
afterEach(() => fake?.close());

const list = { limit: 10 };
const broken: Handler = () => ({ status: 502, text: 'bad gateway' });

test('a query is asked three times at most, with growing pauses', async () => {
  fake = await startFake({ graphql: broken });
  const { roq, slept, calls } = rigFor(fake.url);
  expect((await failureOf(roq.invites.list(actor, list))).facts).toMatchObject({
    kind: 'unavailable',
    httpStatus: 502,
  });
  expect(slept).toEqual([300, 1200]);
  expect(calls.filter((call) => call.phase === 'graphql').map((call) => call.outcome)).toEqual(
    Array(3).fill('unavailable'),
  );
});

test('a pause is drawn from the whole span', async () => {
  fake = await startFake({ graphql: broken });
  const { roq, slept } = rigFor(fake.url, {}, { random: () => 0.1 });
  await failureOf(roq.invites.list(actor, list));
  expect(slept).toEqual([30, 120]);
});

test('INTERNAL_ERROR is asked about once more only', async () => {
  fake = await startFake({ graphql: () => ({ json: { data: null, errors: [graphqlError('INTERNAL_ERROR', 500)] } }) });
  expect((await failureOf(rigFor(fake.url).roq.invites.list(actor, list))).facts).toMatchObject({
    kind: 'unavailable',
    code: 'INTERNAL_ERROR',
  });
  expect(fake.count('graphql')).toBe(2);
});

test('ROQ is given the time it asks for, but nobody waits long for it', async () => {
  const wait = { seconds: '2' };
  fake = await startFake({
    graphql: () => ({ status: 429, text: 'slower', headers: { 'retry-after': wait.seconds } }),
  });
  const { roq, slept } = rigFor(fake.url, {}, { random: () => 0 });
  expect((await failureOf(roq.invites.list(actor, list))).facts.retryAfterMs).toBe(2000);
  expect(slept).toEqual([2000, 2000]);
  wait.seconds = '60';
  expect((await failureOf(roq.invites.list(actor, list))).facts.retryAfterMs).toBe(60_000);
  expect(slept).toHaveLength(2);
});

test('a mutation whose token could not be had is tried again, as nothing was sent', async () => {
  fake = await startFake({
    service: ({ nth }) => (nth === 1 ? { status: 500, json: {} } : { json: { accessToken: 'e30.e30.e30' } }),
    graphql: () => ({ json: { data: { sendUserInvitesV2: { success: [], errors: [] } } } }),
  });
  const outcomes = await rigFor(fake.url).roq.invites.send(actor, [row('a@x.test')], sendOptions);
  expect(outcomes).toEqual([{ email: 'a@x.test', kind: 'unclear' }]);
  expect(fake.count('graphql')).toBe(1);
});

test('every attempt bears its own request id', async () => {
  fake = await startFake({ graphql: (asked, response) => (asked.nth < 3 ? broken(asked, response) : invitePage([])) });
  await rigFor(fake.url).roq.invites.list(actor, list);
  const ids = fake.asked.filter((each) => each.route === 'graphql').map((each) => `${each.headers['request-id']}`);
  expect(ids).toEqual([ids[0], `${ids[0]}-2`, `${ids[0]}-3`]);
});

test('after five failures in a row ROQ is left alone, until one probe finds it well', async () => {
  let now = 0;
  let down = true;
  fake = await startFake({ graphql: (asked, response) => (down ? broken(asked, response) : invitePage([])) });
  const { roq } = rigFor(fake.url, { retries: 0 }, { clock: { now: () => now } });
  for (let nth = 1; nth <= 5; nth++) await failureOf(roq.invites.list(actor, list));
  expect((await failureOf(roq.invites.list(actor, list))).facts).toMatchObject({
    kind: 'unavailable',
    code: 'CIRCUIT_OPEN',
    sent: false,
    retryAfterMs: 5000,
  });
  expect(fake.count('graphql')).toBe(5);
  now += 5000;
  expect((await failureOf(roq.invites.list(actor, list))).facts.code).toBeUndefined();
  expect((await failureOf(roq.invites.list(actor, list))).facts.code).toBe('CIRCUIT_OPEN');
  down = false;
  now += 5000;
  await roq.invites.list(actor, list);
  await roq.invites.list(actor, list);
  expect(fake.count('graphql')).toBe(8);
});

test('ROQ saying no is not ROQ being away', async () => {
  fake = await startFake({ graphql: () => ({ json: { data: null, errors: [graphqlError('FORBIDDEN', 403)] } }) });
  const { roq } = rigFor(fake.url);
  for (let nth = 1; nth <= 7; nth++) expect((await failureOf(roq.invites.list(actor, list))).kind).toBe('forbidden');
});

test('a call that was called off says nothing about ROQ', async () => {
  let controller = new AbortController();
  fake = await startFake({ graphql: () => void controller.abort() });
  const { roq } = rigFor(fake.url);
  for (let nth = 1; nth <= 6; nth++) {
    controller = new AbortController();
    const error = await failureOf(roq.invites.cancel(actor, 'id', { requestId: 'r', signal: controller.signal }));
    expect(error.kind).toBe('ambiguous');
  }
});

test('an open circuit lets one request pass at a time, with all that is asked for it; the others wait for what it finds', async () => {
  let now = 0;
  const breaker = createBreaker({ now: () => now }, 1, 100);
  expect(await breaker.admit('r1')).toBeUndefined();
  expect(await breaker.admit('late')).toBeUndefined();
  breaker.settle('r1', 'down');
  now = 40;
  expect(await breaker.admit('r1')).toBe(60);
  now = 100;
  const order: string[] = [];
  const asks = (id: string) => breaker.admit(id).then((restMs) => order.push(`${id} ${restMs ?? 'goes on'}`));
  const [first, second, third] = ['r2', 'r3', 'r4'].map(asks);
  await asks('r2');
  breaker.settle('late', 'down');
  await first;
  expect(order).toEqual(['r2 goes on', 'r2 goes on']);
  breaker.settle('r2', 'nothing');
  await second;
  expect(order.slice(2)).toEqual(['r3 goes on']);
  breaker.settle('r3', 'up');
  await third;
  expect(order.slice(3)).toEqual(['r4 goes on']);
});

test('who waits for what another request finds is told to stay away when ROQ is still down', async () => {
  let now = 0;
  const breaker = createBreaker({ now: () => now }, 1, 100);
  breaker.settle('r1', 'down');
  now = 100;
  await breaker.admit('r2');
  const waits = breaker.admit('r3');
  breaker.settle('r2', 'down');
  expect(await waits).toBe(100);
});

test('at most so many sends are under way at once, in the order of asking', async () => {
  const open: (() => void)[] = [];
  let most = 0;
  fake = await startFake({
    graphql: () =>
      new Promise((resolve) => {
        open.push(() => resolve({ json: { data: { sendUserInvitesV2: { success: [], errors: [] } } } }));
        most = Math.max(most, open.length);
        if (open.length === 2) for (const answer of open.splice(0)) answer();
      }),
  });
  const { roq } = rigFor(fake.url, { maxInFlight: 2 });
  const names = Array.from({ length: 8 }, (_, nth) => `p${nth}@x.test`);
  await Promise.all(names.map((email) => roq.invites.send(actor, [row(email)], { requestId: email })));
  const order = fake.asked.filter((each) => each.route === 'graphql').map((each) => `${each.headers['request-id']}`);
  expect(most).toBe(2);
  const pairs = [0, 2, 4, 6].map((at) => order.slice(at, at + 2).sort());
  expect(pairs).toEqual([0, 2, 4, 6].map((at) => names.slice(at, at + 2)));
});

test('a send that waits for its turn can be called off', async () => {
  const controller = new AbortController();
  let answer: (() => void) | undefined;
  fake = await startFake({
    graphql: () =>
      new Promise((resolve) => {
        answer = () => resolve({ json: { data: { sendUserInvitesV2: { success: [], errors: [] } } } });
        controller.abort();
      }),
  });
  const { roq } = rigFor(fake.url, { maxInFlight: 1 });
  const first = roq.invites.send(actor, [row('a@x.test')], { requestId: 'a' });
  const second = roq.invites.send(actor, [row('b@x.test')], { requestId: 'b', signal: controller.signal });
  expect((await failureOf(second)).facts).toMatchObject({ kind: 'unavailable', sent: false });
  answer?.();
  await first;
  const third = roq.invites.send(actor, [row('c@x.test')], { requestId: 'c' });
  while (fake.count('graphql') < 2) await new Promise((resolve) => setImmediate(resolve));
  answer?.();
  await third;
});
