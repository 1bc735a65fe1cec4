import { App, HTTPReceiver, type Installation } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { clientOf, silent, slackAlone } from './slack-setup.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const redirect = 'https://app.test/slack/oauth_redirect';
const scope = 'commands,chat:write';

async function started(app = {}) {
  const sandbox = await slackAlone({ installations: [], ...app });
  stops.push(sandbox.stop);
  const { slack } = sandbox;
  const authorize = (extra: { [name: string]: string } = {}) => {
    const asked = new URLSearchParams({ client_id: '1.2', scope, redirect_uri: redirect, state: 's', ...extra });
    return fetch(`${slack.url}/oauth/v2/authorize?${asked}`, { redirect: 'manual' });
  };
  const code = async (user = 'U1') => {
    const answer = await authorize({ sandbox_user: user });
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  };
  const access = (extra: object = {}) =>
    clientOf(slack, '').oauth.v2.access({ client_id: '1.2', client_secret: 'hush', redirect_uri: redirect, ...extra });
  return { ...sandbox, authorize, code, access };
}

const refused = (error: string) => ({ data: { error } });

describe('the consent page', () => {
  it('asks who allows what, and sends back a code with the state', async () => {
    const { authorize } = await started();
    const html = await (await authorize()).text();
    expect(html).toContain('Inviter asks to join');
    expect(html).toContain(scope);
    const allowed = await authorize({ sandbox_user: 'U1' });
    expect(allowed.headers.get('location')).toMatch(/^https:\/\/app\.test\/slack\/oauth_redirect\?state=s&code=/);
    const denied = await authorize({ sandbox_user: 'U1', deny: '1' });
    expect(denied.headers.get('location')).toBe(`${redirect}?state=s&error=access_denied`);
  });

  it.each([
    [{ client_id: 'x' }, 'invalid_client_id'],
    [{ scope: '' }, 'invalid_scope'],
    [{ redirect_uri: 'https://evil.test/' }, 'bad_redirect_uri'],
  ])('refuses %j', async (extra, problem) => {
    const { authorize } = await started();
    const answer = await authorize(extra);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(problem)]);
  });
});

describe('oauth.v2.access', () => {
  it('gives a token that works, once for each code', async () => {
    const { slack, code, access } = await started();
    const given = await code();
    const granted = await access({ code: given });
    expect(granted).toMatchObject({
      token_type: 'bot',
      scope,
      app_id: 'A1',
      bot_user_id: 'UBOT',
      team: { id: 'T1', name: 'Acme' },
      enterprise: null,
      authed_user: { id: 'U1' },
      is_enterprise_install: false,
    });
    expect(granted).not.toHaveProperty('refresh_token');
    expect((await clientOf(slack, granted.access_token).auth.test()).team_id).toBe('T1');
    await expect(access({ code: given })).rejects.toMatchObject(refused('code_already_used'));
  });

  it('refuses a code after ten minutes, wrong secrets, and another redirect_uri', async () => {
    const { clock, code, access } = await started();
    const given = await code();
    await expect(access({ code: given, client_secret: 'x' })).rejects.toMatchObject(refused('bad_client_secret'));
    await expect(access({ code: given, client_id: 'x' })).rejects.toMatchObject(refused('invalid_client_id'));
    await expect(access({ code: given, redirect_uri: 'https://x/' })).rejects.toMatchObject(
      refused('bad_redirect_uri'),
    );
    clock.advance(10 * 60_000);
    await expect(access({ code: given })).rejects.toMatchObject(refused('invalid_code'));
  });

  it('adds scopes to an installation and gives each team its own bot', async () => {
    const { slack, code, access, authorize } = await started();
    await access({ code: await code() });
    const wider = await authorize({ sandbox_user: 'U1', scope: 'users:read' });
    const second = new URL(wider.headers.get('location') ?? '').searchParams.get('code');
    expect((await access({ code: second })).scope).toBe('commands,chat:write,users:read');
    const other = await access({ code: await code('U9') });
    expect(other.team?.id).toBe('T2');
    expect(other.bot_user_id).not.toBe('UBOT');
    expect((await clientOf(slack, other.access_token).auth.test()).user_id).toBe(other.bot_user_id);
  });

  it('gives a team that comes back the bot it had, with other tokens', async () => {
    const { slack, code, access } = await started();
    const first = await access({ code: await code() });
    await slack.uninstall('T1');
    const again = await access({ code: await code() });
    expect(again.bot_user_id).toBe(first.bot_user_id);
    await expect(clientOf(slack, first.access_token).auth.test()).rejects.toMatchObject(refused('account_inactive'));
    expect((await clientOf(slack, again.access_token).auth.test()).ok).toBe(true);
  });

  it('with rotation gives tokens of 12 h and refresh tokens of one use', async () => {
    const { slack, clock, code, access } = await started({ tokenRotation: true });
    const first = await access({ code: await code() });
    expect(first).toMatchObject({ expires_in: 43_200, access_token: expect.stringMatching(/^xoxe\.xoxb-/) });
    const refresh = (token?: string) => access({ grant_type: 'refresh_token', refresh_token: token });
    const second = await refresh(first.refresh_token);
    await expect(refresh(first.refresh_token)).rejects.toMatchObject(refused('invalid_refresh_token'));
    const test = (token?: string) => clientOf(slack, token).auth.test();
    await test(first.access_token);
    const third = await refresh(second.refresh_token);
    await expect(test(first.access_token)).rejects.toMatchObject(refused('token_expired'));
    await test(second.access_token);
    clock.advance(43_200_000);
    await expect(test(third.access_token)).rejects.toMatchObject(refused('token_expired'));
  });
});

describe('with Bolt', () => {
  it('an app installs itself, and then answers in that team', async () => {
    const { slack } = await started({ redirectUrls: ['https://'] });
    const kept = new Map<string, Installation>();
    const clientOptions = { slackApiUrl: `${slack.url}/api/` };
    const receiver = new HTTPReceiver({
      signingSecret: 'shh',
      clientId: '1.2',
      clientSecret: 'hush',
      stateSecret: 'state',
      scopes: ['commands', 'chat:write'],
      redirectUri: 'https://app.test/slack/oauth_redirect',
      installerOptions: {
        redirectUriPath: '/slack/oauth_redirect',
        authorizationUrl: `${slack.url}/oauth/v2/authorize`,
        clientOptions,
        directInstall: true,
      },
      installationStore: {
        storeInstallation: async (installation) =>
          void kept.set(installation.team?.id ?? '', installation as Installation),
        fetchInstallation: async ({ teamId }) => {
          const found = kept.get(teamId ?? '');
          if (!found) throw new Error('not installed');
          return found as Installation<'v2', false>;
        },
      },
      logger: silent,
    });
    const app = new App({ receiver, clientOptions, logger: silent });
    app.command('/invite', ({ ack, context }) => ack(`in ${context.teamId} as ${context.botUserId}`));
    const server = await app.start(0);
    stops.push(() => app.stop());
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    slack.setRequestUrl(`${base}/slack/events`);

    const install = await fetch(`${base}/slack/install`, { redirect: 'manual' });
    const consent = new URL(install.headers.get('location') ?? '');
    consent.searchParams.set('sandbox_user', 'U9');
    const back = await fetch(consent, { redirect: 'manual' });
    const { search } = new URL(back.headers.get('location') ?? '');
    const cookie = (install.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const done = await fetch(`${base}/slack/oauth_redirect${search}`, { headers: { cookie }, redirect: 'manual' });

    expect(done.status).toBe(200);
    expect(kept.get('T2')?.bot?.userId).toBe('UBOT');
    await slack.types('U9', 'C5', '/invite');
    expect(slack.sees('U9').channels[0]?.messages).toMatchObject([{ text: 'in T2 as UBOT' }]);
  });
});
