import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoggedRequest } from '../../sandbox/roq/request-log.ts';
import { startRoq } from '../../sandbox/roq/start-roq.ts';
import type { RoqSwitches } from '../../sandbox/roq/switches.ts';
import { found, hour, postRaw, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

const get = async <T>(path: string) => (await (await fetch(`${world.roq.url}/sandbox/${path}`)).json()) as T;
const post = async (path: string, body: unknown = {}) => {
  const { status, text } = await postRaw(`${world.roq.url}/sandbox/${path}`, body);
  return { status, body: JSON.parse(text) };
};
const resendPat = () =>
  world.platform.asUser(world.ada).resendUserInvite({ userInviteId: world.inviteTo('pat@acme.test').id });

describe('over HTTP a test', () => {
  test('reads the state, the mails and the requests', async () => {
    await resendPat();
    expect((await get<{ invites: unknown[] }>('state')).invites).toHaveLength(4);
    expect(await get('mails')).toEqual(world.roq.mails());
    const requests = await get<LoggedRequest[]>('requests');
    expect(requests.map((request) => request.operation)).toContain('resendUserInvite');
  });

  test('sets faults and is told which are wrong', async () => {
    await post('faults', [{ kind: 'html-502', times: 1 }]);
    expect(await get('faults')).toEqual([{ kind: 'html-502', times: 1 }]);
    await expect(resendPat()).rejects.toMatchObject({ response: { status: 502 } });
    expect(await post('faults', [{ kind: 'earthquake' }])).toMatchObject({ status: 400 });
    expect(await post('faults', [{ kind: 'hang', operation: '(' }])).toMatchObject({ status: 400 });
  });

  test('moves the clock', async () => {
    await post('clock', { advanceMs: 24 * hour });
    expect(world.inviteTo('pat@acme.test').status).toBe('expired');
    expect((await post('clock', { advanceMs: -1 })).status).toBe(400);
  });

  test('accepts by address or token, and hears why it cannot', async () => {
    expect((await post('accept', { email: 'pat@acme.test' })).body.status).toBe('accepted');
    expect(await post('accept', { token: 'nonsense' })).toMatchObject({
      status: 400,
      body: { error: /Token is invalid/ },
    });
  });

  test('changes users and options, revokes tokens and starts afresh', async () => {
    await resendPat();
    expect((await post(`users/${world.mia}`, { active: false })).body.active).toBe(false);
    expect((await post(`users/${world.mia}`, { roleKeys: ['king'] })).status).toBe(400);
    expect((await post('options', { maxInvitesPerCall: 2 })).body.maxInvitesPerCall).toBe(2);
    expect((await post('options', { maxInvitesPerCall: 0 })).status).toBe(400);
    expect((await get<RoqSwitches>('options')).maxInvitesPerCall).toBe(2);
    await post('revoke-tokens');
    await expect(resendPat()).rejects.toMatchObject({ statusCode: 401 });
    await post('reset');
    expect([world.roq.mails(), world.roq.requests()]).toEqual([[], []]);
    expect(world.roq.db.users.get(world.mia)?.active).toBe(true);
  });

  test('learns that a route does not exist', async () => {
    expect((await post('nonsense')).status).toBe(404);
  });
});

describe('the mailed link', () => {
  const link = async () => {
    await resendPat();
    return found(world.roq.mailsTo('pat@acme.test').at(-1)?.link);
  };
  const submit = (url: string) => fetch(url, { method: 'POST' });

  test('leads to a page with a form, which makes the user', async () => {
    const url = await link();
    expect(url.startsWith(`${world.roq.url}/accept-invite?token=`)).toBe(true);
    const page = await (await fetch(url)).text();
    expect(page).toContain('pat@acme.test');
    const token = found(/name="token" value="([^"]+)"/.exec(page)?.[1]);
    const form = new URLSearchParams({ token });
    expect((await fetch(`${world.roq.url}/accept-invite`, { method: 'POST', body: form })).status).toBe(200);
    expect(world.roq.db.users.find((user) => user.email === 'pat@acme.test')).toBeDefined();
    expect((await submit(url)).status).toBe(400);
    expect((await fetch(url)).status).toBe(404);
  });

  test('says so when it is too old', async () => {
    const url = await link();
    world.roq.clock.advance(24 * hour);
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('expired')]);
  });

  test('shows what people typed as text', async () => {
    const name = '<b>"x"</b>';
    const odd = await fetch(`${world.roq.url}/accept-invite?token=${encodeURIComponent(name)}`);
    expect(await odd.text()).not.toContain(name);
  });

  test('starts with another address when the emulator has one in front', async () => {
    const other = await roqWithSdk({ appUrl: 'https://mail.test' });
    const id = other.inviteTo('pat@acme.test').id;
    await other.platform.asUser(other.ada).resendUserInvite({ userInviteId: id });
    expect(other.roq.mails()[0]?.link).toMatch(/^https:\/\/mail\.test\/accept-invite\?token=/);
    await other.roq.close();
  });
});

describe('the seed', () => {
  test('must name only what it holds, by UUIDs', async () => {
    const seed = { tenants: [{ name: 'A' }], roles: [], users: [{ email: 'a@a.test', tenant: 'B', roleKeys: [] }] };
    await expect(startRoq({ seed })).rejects.toThrow('tenant "B"');
    await expect(startRoq({ seed: { ...seed, tenants: [{ id: '1', name: 'B' }] } })).rejects.toThrow('not a UUID');
  });

  test('gives the same rows the same ids every time', async () => {
    const other = await roqWithSdk();
    expect([other.ada, other.acme, other.inviteTo('pat@acme.test').id]).toEqual([
      world.ada,
      world.acme,
      world.inviteTo('pat@acme.test').id,
    ]);
    await other.roq.close();
  });
});
