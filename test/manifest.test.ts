import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { manifestText } from '../src/commands/manifest.ts';
import { botEvents, botScopes, manifest, shortcuts } from '../src/manifest.ts';
import { shortcuts as handlers } from '../src/slack/shortcuts.ts';

const text = (least: number, most: number) => z.string().min(least).max(most);
const requestUrl = z.url({ protocol: /^https$/ }).max(3000);

/** Of Slack's published manifest schema 2.0.0 what concerns us: a key it does not know is an error there too. */
const slackRules = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4000),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(2, 32).startsWith('/'),
          url: requestUrl.optional(),
          description: text(1, 2000),
          usage_hint: text(1, 1000),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(1, 24),
          type: z.enum(['message', 'global']),
          callback_id: text(1, 255),
          description: text(1, 150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(requestUrl).min(1).max(1000).optional(),
    scopes: z.strictObject({ bot: z.array(text(1, 50)).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: requestUrl.optional(),
      bot_events: z.array(text(1, 80)).min(1).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: requestUrl.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const committed = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');

test('the committed manifest is what the command prints by default', () => {
  expect(manifestText([])).toBe(committed);
});

test.each([
  [[]],
  [['--socket']],
  [['--org']],
  [['--command', `/${'a'.repeat(31)}`, '--url', 'https://invites.example.com']],
])("the manifest of %j keeps Slack's rules, in YAML and in JSON", (args) => {
  const made = slackRules.parse(parse(manifestText(args)));
  expect(JSON.parse(manifestText([...args, '--json']))).toEqual(made);
});

test('over HTTP Slack calls one address for the command and for what people press', () => {
  const made = manifest({ command: '/roq-invite', url: 'https://invites.example.com', socket: false });
  const [command] = made.features.slash_commands;
  expect(command).toMatchObject({ command: '/roq-invite', url: 'https://invites.example.com/slack/events' });
  expect(made.settings.interactivity).toEqual({ is_enabled: true, request_url: command?.url });
  expect(made.settings.event_subscriptions.request_url).toBe(command?.url);
  expect(made.settings.socket_mode_enabled).toBe(false);
});

test('every shortcut of the manifest is one that the app answers, and the other way round', () => {
  expect(shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(Object.keys(handlers).sort());
});

test('in Socket Mode no address is asked for', () => {
  const made = manifest({ command: '/invite', socket: true });
  expect(made.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  expect(JSON.stringify(made)).not.toContain('https://');
});

test('the app asks for the least scopes and events, each with its reason beside it', () => {
  expect(Object.keys(botScopes)).toEqual(['commands', 'chat:write', 'users:read', 'users:read.email']);
  expect(Object.keys(botEvents)).toEqual(['app_uninstalled', 'tokens_revoked']);
  const reasons = Object.entries({ ...botScopes, ...botEvents });
  for (const [name, reason] of reasons) expect(committed).toContain(`- ${name} # ${reason}\n`);
});

test('for an organisation it may be deployed org-wide, and then hears of workspaces that it loses', () => {
  const made = slackRules.parse(parse(manifestText(['--org'])));
  expect(made.settings.org_deploy_enabled).toBe(true);
  expect(made.settings.event_subscriptions.bot_events).toEqual([...Object.keys(botEvents), 'team_access_revoked']);
  expect(committed).not.toContain('team_access_revoked');
});

test('people who install it elsewhere are sent back to the app, by an address that is known', () => {
  const url = 'https://invites.example.com';
  const made = manifest({ command: '/invite', url, socket: false });
  expect(made.oauth_config.redirect_urls).toEqual([`${url}/slack/oauth_redirect`]);
  expect(manifest({ command: '/invite', socket: false }).oauth_config).not.toHaveProperty('redirect_urls');
});

test('people cannot write into a tab that nobody answers', () => {
  const { app_home } = manifest({ command: '/invite', socket: false }).features;
  expect(app_home).toEqual({
    home_tab_enabled: false,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: true,
  });
});

test('a slash at the end of the address is not doubled', () => {
  const made = slackRules.parse(parse(manifestText(['--url', 'https://invites.example.com/base//'])));
  expect(made.settings.interactivity.request_url).toBe('https://invites.example.com/base/slack/events');
});

test.each([
  [['--command', 'invite'], /--command must be \//],
  [['--command', '/Invite'], /--command must be \//],
  [['--url', 'http://invites.example.com'], /--url must be an https/],
  [['--url', 'invites.example.com'], /--url must be an https/],
  [['--url', 'https://invites.example.com?x=1'], /--url must be an https/],
  [['--url', 'https://invites.example.com', '--socket'], /--socket needs no --url/],
  [['--sockets'], /--sockets/],
  [['--url'], /--url/],
  [['/invite'], /\/invite/],
])('the arguments %j are refused with what is wrong', (args, why) => {
  expect(() => manifestText(args)).toThrow(why);
});
