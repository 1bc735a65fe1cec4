import { afterEach, describe, expect, it } from 'vitest';
import type { SlackAppRegistration } from '../../sandbox/slack/registration.ts';
import { clientOf, everyScope, slackAlone } from './slack-setup.ts';

let stop = async () => {};
afterEach(() => stop());

async function started(app: Partial<SlackAppRegistration> = {}) {
  const sandbox = await slackAlone(app);
  stop = sandbox.stop;
  return sandbox;
}

const without = (...scopes: string[]) => ({ scopes: everyScope.filter((scope) => !scopes.includes(scope)) });

describe('who may call', () => {
  it('refuses a method that does not exist', async () => {
    const { client } = await started();
    await expect(client.apiCall('chat.shout')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });

  it('refuses a wrong, a missing, and an app-level token', async () => {
    const { slack } = await started();
    const error = async (token?: string) =>
      clientOf(slack, token)
        .auth.test()
        .catch((fault) => fault.data.error);
    expect(await error('xoxb-wrong')).toBe('invalid_auth');
    expect(await error('')).toBe('not_authed');
    expect(await error('xapp-1')).toBe('not_allowed_token_type');
  });

  it('takes JSON and forms, a bearer and a token argument', async () => {
    const { slack } = await started();
    const call = (init: RequestInit) =>
      fetch(`${slack.url}/api/auth.test`, { method: 'POST', ...init }).then((r) => r.json());
    const authorization = 'Bearer xoxb-acme';
    const asJson = { headers: { authorization, 'content-type': 'application/json' }, body: '{}' };
    expect(await call(asJson)).toMatchObject({ ok: true, user_id: 'UBOT', team_id: 'T1' });
    expect(await call({ body: new URLSearchParams({ token: 'xoxb-acme' }) })).toMatchObject({ ok: true });
    expect(await call({ ...asJson, body: '{' })).toMatchObject({ ok: false, error: 'invalid_json' });
  });

  it('names the scope that is missing and those that are there', async () => {
    const { client } = await started({ scopes: ['commands'] });
    await expect(client.users.info({ user: 'U1' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'commands' },
    });
  });

  it('names arguments that are missing', async () => {
    const { client } = await started();
    await expect(client.apiCall('users.info')).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: [expect.stringContaining('missing required field: user')] },
      },
    });
  });
});

describe('people', () => {
  it('gives an e-mail only with its scope', async () => {
    const { client } = await started();
    expect((await client.users.info({ user: 'U1' })).user?.profile?.email).toBe('ada@acme.test');
    await stop();
    const poorer = await started(without('users:read.email'));
    const { user } = await poorer.client.users.info({ user: 'U1' });
    expect(user?.real_name).toBe('Ada Lovelace');
    expect(user?.profile?.email).toBeUndefined();
  });

  it('shows a person of another team only through a shared channel, and without e-mail', async () => {
    const { client, slack } = await started();
    const { user } = await client.users.info({ user: 'U9' });
    expect(user).toMatchObject({ team_id: 'T2', is_stranger: false });
    expect(user?.profile?.email).toBeUndefined();
    slack.leaveChannel('U9', 'C5');
    await expect(client.users.info({ user: 'U9' })).rejects.toMatchObject({ data: { error: 'user_not_found' } });
  });

  it('finds a person by e-mail whatever its case, but not a deactivated or foreign one', async () => {
    const { client } = await started();
    expect((await client.users.lookupByEmail({ email: 'ADA@acme.test' })).user?.id).toBe('U1');
    for (const email of ['gone@acme.test', 'eve@globex.test', 'no@acme.test']) {
      await expect(client.users.lookupByEmail({ email })).rejects.toMatchObject({ data: { error: 'users_not_found' } });
    }
  });

  it('lists the team page by page, Slackbot and the bot included', async () => {
    const { client } = await started();
    const ids: (string | undefined)[] = [];
    for await (const page of client.paginate('users.list', { limit: 2 })) {
      ids.push(...((page as { members?: { id: string }[] }).members ?? []).map((member) => member.id));
    }
    expect(ids).toEqual(['U1', 'U2', 'U3', 'UBOT', 'USLACKBOT']);
  });

  it('knows the offset of a time zone and the locale when asked', async () => {
    const { client } = await started();
    const { user } = await client.users.info({ user: 'U1', include_locale: true });
    expect(user).toMatchObject({ tz: 'Europe/Berlin', tz_offset: 7200, locale: 'en-US' });
  });

  it('describes team and bot', async () => {
    const { client } = await started();
    expect((await client.team.info()).team).toMatchObject({ id: 'T1', name: 'Acme', domain: 'acme' });
    const { bot_id: bot } = await client.auth.test();
    expect((await client.bots.info({ bot })).bot).toMatchObject({ id: bot, user_id: 'UBOT', app_id: 'A1' });
  });
});

describe('conversations', () => {
  it('hides private channels the bot is not in, and wants the scope of the kind', async () => {
    const { client } = await started();
    await expect(client.conversations.info({ channel: 'C2' })).rejects.toMatchObject({
      data: { error: 'channel_not_found' },
    });
    expect((await client.conversations.info({ channel: 'C5' })).channel).toMatchObject({
      is_ext_shared: true,
      is_member: true,
    });
    await stop();
    const poorer = await started(without('channels:read'));
    await expect(poorer.client.conversations.info({ channel: 'C1' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'channels:read' },
    });
  });

  it('lists public channels, those of the bot, and members', async () => {
    const { client } = await started();
    const names = (await client.conversations.list({ exclude_archived: true })).channels?.map((one) => one.name);
    expect(names).toEqual(['general', 'random', 'shared']);
    expect((await client.users.conversations({})).channels?.map((one) => one.id)).toEqual(['C1', 'C5']);
    expect((await client.conversations.members({ channel: 'C1' })).members).toEqual(['U1', 'U2', 'UBOT']);
  });

  it('opens a direct message once, and not with the deactivated', async () => {
    const { client } = await started();
    const first = await client.conversations.open({ users: 'U1' });
    const again = await client.conversations.open({ users: 'U1' });
    expect(first.channel?.id).toMatch(/^D/);
    expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } });
    await expect(client.conversations.open({ users: 'U3' })).rejects.toMatchObject({
      data: { error: 'user_disabled' },
    });
  });

  it('reads history newest first, with metadata only when asked, and only as a member', async () => {
    const { client } = await started();
    const metadata = { event_type: 'sent', event_payload: { id: 'i1' } };
    const first = await client.chat.postMessage({ channel: 'C1', text: 'one', metadata });
    await client.chat.postMessage({ channel: 'C1', text: 'two' });
    await client.chat.postMessage({ channel: 'C1', text: 'reply', thread_ts: first.ts });
    const { messages } = await client.conversations.history({ channel: 'C1' });
    expect(messages?.map((one) => one.text)).toEqual(['two', 'one']);
    expect(messages?.[1]).not.toHaveProperty('metadata');
    const all = await client.conversations.history({
      channel: 'C1',
      include_all_metadata: true,
      limit: 1,
      latest: messages?.[0]?.ts,
    });
    expect(all.messages).toMatchObject([{ text: 'one', metadata }]);
    expect((await client.conversations.history({ channel: 'C1', oldest: first.ts })).messages).toHaveLength(1);
    await expect(client.conversations.history({ channel: 'C4' })).rejects.toMatchObject({
      data: { error: 'not_in_channel' },
    });
  });
});
