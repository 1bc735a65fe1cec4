import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestText } from '../src/commands/manifest.ts';
import { botEvents, botScopes, manifest, shortcuts, steps } from '../src/manifest.ts';
import { shortcuts as handlers } from '../src/slack/shortcuts.ts';
import { slackRules } from './slack-manifest-rules.ts';

const committed = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');

test('the committed manifest is what the command prints by default', () => {
  expect(manifestText([])).toBe(committed);
});

test('the manifest that the Slack CLI reads is that of Socket Mode, with a command that Slack takes', () => {
  const read = readFileSync(new URL('../manifest.json', import.meta.url), 'utf8');
  expect(JSON.parse(read)).toEqual(JSON.parse(manifestText(['--socket', '--command', '/roq-invite', '--json'])));
});

test.each([
  [[]],
  [['--socket']],
  [['--org']],
  [['--workflow']],
  [['--workflow', '--socket']],
  [['--command', `/${'a'.repeat(31)}`, '--url', 'https://invites.example.com']],
])("the manifest of %j keeps Slack's rules, in YAML and in JSON", (args) => {
  const made = slackRules.parse(parse(manifestText(args)));
  expect(JSON.parse(manifestText([...args, '--json']))).toEqual(made);
});

type Made = ReturnType<typeof manifest>;
const url = 'https://invites.example.com';
const wrong: [what: string, change: (made: Made) => object, why: RegExp][] = [
  ['a key that Slack does not know', (made) => ({ ...made, colour: 'red' }), /colour/],
  ['a name of 36 characters', (made) => display(made, { name: 'x'.repeat(36) }), /<=35/],
  ['a long description of 174 characters', (made) => display(made, { long_description: 'x'.repeat(174) }), />=175/],
  ['a command that is a word of Slack', (made) => commands(made, { command: '/status' }), /word of Slack/],
  ['a command without an address over HTTP', (made) => commands(made, { url: undefined }), /every door has an address/],
  ['an address without TLS', (made) => commands(made, { url: 'http://invites.example.com' }), /Invalid URL/],
  ['a shortcut whose name is too long', (made) => shortcutsWith(made, { name: 'x'.repeat(25) }), /<=24/],
  ['two shortcuts of one id', (made) => shortcutsWith(made, { callback_id: 'same' }), /each there once/],
  ['a scope twice', (made) => asking(made, ['commands', 'commands']), /each only once/],
  ['no scope for commands', (made) => asking(made, ['chat:write']), /scope `commands`/],
  ['an event of a tab that is not there', (made) => hearing(made, ['app_home_opened']), /Home tab/],
  ['steps without a runtime', (made) => ({ ...made, functions: { invite: someStep } }), /org-ready app/],
];
const display = (made: Made, change: object) => ({
  ...made,
  display_information: { ...made.display_information, ...change },
});
const features = (made: Made, change: object) => ({ ...made, features: { ...made.features, ...change } });
const commands = (made: Made, change: object) =>
  features(made, { slash_commands: made.features.slash_commands.map((command) => ({ ...command, ...change })) });
const shortcutsWith = (made: Made, change: object) =>
  features(made, { shortcuts: made.features.shortcuts.map((shortcut) => ({ ...shortcut, ...change })) });
const asking = (made: Made, bot: string[]) => ({ ...made, oauth_config: { scopes: { bot } } });
const hearing = (made: Made, bot_events: string[]) => ({
  ...features(made, { app_home: { ...made.features.app_home, home_tab_enabled: false } }),
  settings: { ...made.settings, event_subscriptions: { request_url: `${url}/slack/events`, bot_events } },
});
const nothing = { properties: {} };
const someStep = { title: 'Invite', description: 'Invites', input_parameters: nothing, output_parameters: nothing };

test.each(wrong)('the rules refuse %s', (_what, change, why) => {
  const made = manifest({ command: '/invite', url, socket: false });
  expect(slackRules.safeParse(made).error).toBeUndefined();
  expect(String(slackRules.safeParse(change(made)).error)).toMatch(why);
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
  expect(Object.keys(botEvents)).toEqual(['app_home_opened', 'app_uninstalled', 'tokens_revoked']);
  const reasons = Object.entries({ ...botScopes, ...botEvents });
  for (const [name, reason] of reasons) expect(committed).toContain(`- ${name} # ${reason}\n`);
});

test('for an organisation it may be deployed org-wide, and then hears of workspaces that it loses', () => {
  const made = slackRules.parse(parse(manifestText(['--org'])));
  expect(made.settings.org_deploy_enabled).toBe(true);
  expect(made.settings.event_subscriptions?.bot_events).toEqual([...Object.keys(botEvents), 'team_access_revoked']);
  expect(committed).not.toContain('team_access_revoked');
});

test('with the step it is another app: org-ready, with a remote runtime, and told when the step runs', () => {
  const made = slackRules.parse(parse(manifestText(['--workflow', '--url', url])));
  expect(made.settings).toMatchObject({ org_deploy_enabled: true, function_runtime: 'remote' });
  expect(made.settings.event_subscriptions?.bot_events).toEqual([
    ...Object.keys(botEvents),
    ...['team_access_revoked', 'function_executed'],
  ]);
  expect(Object.keys(made.functions ?? {})).toEqual(Object.keys(steps));
  const step = made.functions?.invite_to_roq;
  expect(Object.entries(step?.input_parameters.properties ?? {}).map(([name, { type }]) => `${name}: ${type}`)).toEqual(
    ['address: string', 'role: string', 'on_behalf_of: slack#/types/user_id', 'reason: string'],
  );
  expect(step?.input_parameters.required).toEqual(['address', 'role', 'on_behalf_of']);
  expect(Object.keys(step?.output_parameters.properties ?? {})).toEqual(['status', 'invite_id', 'reason']);
  for (const plain of [[], ['--org']]) {
    expect(manifestText(plain)).not.toMatch(/function/);
  }
});

test.each([
  ['an app that is not org-ready', { org_deploy_enabled: false }],
  ['another runtime', { function_runtime: 'slack' }],
  ['an app that does not hear of it', { event_subscriptions: { bot_events: Object.keys(botEvents) } }],
])('the rules refuse a step with %s', (_what, settings) => {
  const made = manifest({ command: '/invite', socket: true, workflow: true });
  expect(slackRules.safeParse(made).error).toBeUndefined();
  expect(slackRules.safeParse({ ...made, settings: { ...made.settings, ...settings } }).success).toBe(false);
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
    home_tab_enabled: true,
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
