import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/roq/faults.ts';
import { found, invitesFrom, nextChange, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
  await world.platform.authorization.createUserToken(world.ada);
});
afterEach(() => world.roq.close());

const send = (emails = ['new@acme.test']) =>
  world.platform.asUser(world.ada).sendUserInvites(invitesFrom(world.ada, world.acme, emails));
const list = () => world.platform.asUser(world.ada).userInvites();
const created = () => world.roq.mailsTo('new@acme.test').length;
const lastRequest = () => found(world.roq.requests().at(-1));

describe('an answer that was lost after the work was done', () => {
  test.each([
    ['commit-drop', { code: 'ECONNRESET' }],
    ['commit-cut-chunked', { code: 'ERR_STREAM_PREMATURE_CLOSE' }],
    ['commit-error', { statusCode: 500, errorCode: 'INTERNAL_ERROR' }],
    ['commit-html-502', { response: { status: 502 } }],
    ['commit-data-and-errors', { statusCode: 500, errorCode: 'INTERNAL_ERROR' }],
  ] as const)('%s', async (kind, thrown) => {
    world.roq.faults.set([{ kind, operation: 'sendUserInvites', times: 1 }]);
    await expect(send()).rejects.toMatchObject(thrown);
    expect(created()).toBe(1);
    expect(lastRequest()).toMatchObject({ operation: 'sendUserInvites', fault: kind });
    const again = await send();
    expect(again.sendUserInvitesV2).toMatchObject({ success: [], errors: [{ email: 'new@acme.test' }] });
    expect(created()).toBe(1);
  });

  test('commit-cut-length promises more bytes than it sends', async () => {
    const token = await world.platform.authorization.createUserToken(world.ada);
    const basic = Buffer.from(`${world.roq.environmentId}:${world.roq.apiKey}`).toString('base64');
    world.roq.faults.set([{ kind: 'commit-cut-length' }]);
    const query = `mutation { sendUserInvitesV2(data: { tenantId: "${world.acme}", userInvites:
      [{ email: "new@acme.test", createdByUserId: "${world.ada}" }] }) { success { id } } }`;
    const headers = {
      'roq-platform-authorization': `Bearer ${token}`,
      'roq-platform-server-authorization': `Basic ${basic}`,
    };
    const answer = await fetch(`${world.roq.url}/v01/server/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(created()).toBe(1);
  });

  test('commit-hang keeps the caller waiting for ever', async () => {
    world.roq.faults.set([{ kind: 'commit-hang', operation: 'sendUserInvites' }]);
    const hung = nextChange(world.roq, ({ what }) => what === 'request' && lastRequest().ms !== null);
    const call = send();
    await hung;
    expect([created(), lastRequest().status]).toEqual([1, null]);
    await world.roq.close();
    await expect(call).rejects.toMatchObject({ code: 'ECONNRESET' });
    world = await roqWithSdk();
  });
});

describe('a call that never was', () => {
  test.each([
    ['error-before', { statusCode: 500, errorCode: 'INTERNAL_ERROR' }],
    ['html-502', { response: { status: 502 } }],
    ['html-200', { response: { status: 200 } }],
    ['unauthorized', { statusCode: 401, errorCode: 'UNAUTHORIZED_EXCEPTION' }],
    ['empty-200', { name: 'SyntaxError' }],
    ['redirect', { response: { status: 200 } }],
    ['down', { code: 'ECONNRESET' }],
  ] as const)('%s', async (kind, thrown) => {
    world.roq.faults.set([{ kind, times: 1, operation: 'sendUserInvites' }]);
    await expect(send()).rejects.toMatchObject(thrown);
    expect(created()).toBe(0);
    expect((await send()).sendUserInvitesV2.success).toHaveLength(1);
  });

  test('rate-limited says when to come again', async () => {
    world.roq.faults.set([{ kind: 'rate-limited', retryAfter: 7 }]);
    const error = await send().catch((thrown) => thrown);
    expect(error.response.status).toBe(429);
    expect(error.response.headers.get('retry-after')).toBe('7');
    expect(created()).toBe(0);
  });

  test('hang answers nobody and does nothing', async () => {
    world.roq.faults.set([{ kind: 'hang' }]);
    const hung = nextChange(world.roq, ({ what }) => what === 'request' && lastRequest().ms !== null);
    const call = send();
    await hung;
    expect([created(), lastRequest().status]).toEqual([0, null]);
    await world.roq.close();
    await expect(call).rejects.toMatchObject({ code: 'ECONNRESET' });
    world = await roqWithSdk();
  });
});

test('null names in error rows hide the invites that were created', async () => {
  world.roq.faults.set([{ kind: 'null-names' }]);
  await expect(send(['new@acme.test', 'pat@acme.test'])).rejects.toMatchObject({ errorCode: 'INTERNAL_ERROR' });
  expect(created()).toBe(1);
});

test('a delay lasts as long as the sandbox clock says', async () => {
  world.roq.faults.set([{ kind: 'delay', ms: 5000, operation: 'userInvites' }]);
  const begun = nextChange(world.roq, ({ what }) => what === 'request');
  const call = list();
  await begun;
  world.roq.clock.advance(4999);
  expect(lastRequest().ms).toBeNull();
  world.roq.clock.advance(1);
  expect((await call).userInvites.totalCount).toBe(4);
});

test('down without an operation also strikes the token endpoints', async () => {
  world.roq.faults.set([{ kind: 'down' }]);
  await expect(world.platform.asUser(world.mia).userInvites()).rejects.toThrow('fetch failed');
  expect(lastRequest()).toMatchObject({ operation: 'token:user', fault: 'down', status: null });
});

describe('which call a fault strikes', () => {
  const strikes = async (fault: Omit<Fault, 'kind'>) => {
    world.roq.faults.set([{ kind: 'error-before', ...fault }]);
    const failed = async (call: Promise<unknown>) =>
      call.then(
        () => false,
        () => true,
      );
    const id = world.inviteTo('pat@acme.test').id;
    return [
      await failed(list()),
      await failed(world.platform.asUser(world.ada).userInvite({ id })),
      await failed(send([])),
    ];
  };

  test('is told by operation name, root field or regular expression', async () => {
    expect(await strikes({})).toEqual([true, true, true]);
    expect(await strikes({ operation: 'userInvite' })).toEqual([false, true, false]);
    expect(await strikes({ operation: 'sendUserInvitesV2' })).toEqual([false, false, true]);
    expect(await strikes({ operation: '^userInvites?$' })).toEqual([true, true, false]);
  });

  test('ends after its times', async () => {
    expect(await strikes({ times: 2 })).toEqual([true, true, false]);
    expect(world.roq.faults.list()).toEqual([]);
  });

  test('is a matter of chance that repeats with its seed', async () => {
    const draw = async (randomSeed: number) => {
      const other = await roqWithSdk({ randomSeed });
      other.roq.faults.set([{ kind: 'lag', probability: 0.5 }]);
      const struck = Array.from({ length: 40 }, () => other.roq.faults.take(['lag'], ['x']) !== undefined);
      await other.roq.close();
      return struck;
    };
    const first = await draw(1);
    expect(first).toContain(true);
    expect(first).toContain(false);
    expect(await draw(1)).toEqual(first);
    expect(await draw(2)).not.toEqual(first);
  });
});
