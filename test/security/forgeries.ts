import fc from 'fast-check';
import type { JsonObject } from '../../sandbox/slack/json.ts';
import { people, team } from '../../sandbox/world.ts';
import { ruleNames } from '../../src/people/who-could.ts';
import { buttons } from '../../src/slack/buttons.ts';
import { forms } from '../../src/slack/forms.ts';
import { shortcuts } from '../../src/slack/shortcuts.ts';
import { channels, type World } from '../stories/cast.ts';

/** What a forger may have seen of either tenant. */
export type Loot = {
  /** Ids of invites, batches, drafts, requests, posts and ROQ users. */
  ids: string[];
  addresses: string[];
  messages: { channel: string; ts: string }[];
  /** Values and metadata that real buttons and views carried. */
  carried: string[];
  /** Of every view that was really shown: block id -> what its field may hold. */
  fields: Record<string, Record<string, string[]>>;
};

export type Forgery = { kind: 'command' | 'press' | 'submission' | 'shortcut'; body: string };

/** A payload of any kind, by one of these people, with anything of the loot in any place. */
export function forgeries(who: readonly (keyof typeof people)[], loot: Loot): fc.Arbitrary<Forgery> {
  const user = fc.constantFrom(...who.map((name) => people[name].id));
  const identity = fc.record({
    user,
    userTeam: fc.constantFrom(team, team, team, team, 'T0OTHER', 'T0NOWHERE', ''),
    team: fc.constantFrom(team, team, team, team, team, 'T0OTHER'),
  });
  return fc.oneof(
    { weight: 2, arbitrary: fc.tuple(identity, commandText(loot)).map(commandOf) },
    { weight: 1, arbitrary: fc.tuple(identity, shortcut(loot)).map(shortcutOf) },
    { weight: 4, arbitrary: fc.tuple(identity, press(loot)).map(pressOf) },
    { weight: 4, arbitrary: fc.tuple(identity, submission(loot)).map(submissionOf) },
  );
}

type Identity = { user: string; userTeam: string; team: string };

const junk = fc.oneof(
  { weight: 1, arbitrary: fc.constant('x'.repeat(10_000)) },
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      '',
      '{}',
      'null',
      '[]',
      '../..',
      "'; drop table posts; --",
      '<!channel>',
      '\u202Egnp',
      '0',
      '-1',
    ),
  },
  { weight: 20, arbitrary: fc.string({ maxLength: 20 }) },
);

function commandText({ ids, addresses }: Loot): fc.Arbitrary<string> {
  const address = fc.constantFrom(...addresses);
  const words = fc.constantFrom('status', 'list', 'list all', 'settings', 'help', 'link', 'audit', '');
  return fc.oneof(
    words,
    address.map((email) => `why ${email}`),
    fc
      .tuple(address, fc.constantFrom('owner', 'admin', 'editor', 'member'))
      .map(([email, role]) => `${email} as ${role}`),
    fc.constantFrom(...ids).map((id) => `list ${id}`),
    fc.constant('audit 2020-01-01 2030-01-01'),
    junk,
  );
}

/** What a button's value or a view's metadata may be made of: any id under any of our names. */
const carriedOf = ({ ids, carried }: Loot): fc.Arbitrary<string> => {
  const id = fc.constantFrom(...ids);
  const made = fc.record(
    {
      ...{ i: id, b: id, c: id, g: id, s: id, d: fc.oneof(id, fc.constantFrom('approve', 'decline')), a: id },
      ...{ p: fc.integer({ min: -1, max: 3 }), n: fc.integer({ min: 0, max: 3 }) },
      r: fc.constantFrom(...ruleNames, 'root'),
      k: fc.oneof(id, fc.constantFrom('owner', 'ready')),
    },
    { requiredKeys: [] },
  );
  const decision = fc.record({ a: id, d: fc.constantFrom('approve', 'decline') });
  const several = fc.record({
    k: fc.constantFrom('resend', 'cancel'),
    i: fc.array(id, { minLength: 1, maxLength: 4 }),
  });
  return fc.oneof(
    fc.constantFrom(...carried),
    made.map((value) => JSON.stringify(value)),
    decision.map((value) => JSON.stringify(value)),
    several.map((value) => JSON.stringify(value)),
    ...['i', 'b', 'd', 'a', 'c', 'g', 's'].map((name) => id.map((value) => JSON.stringify({ [name]: value, p: 0 }))),
    junk,
  );
};

/** The fields of a view, most of them filled with something they may hold. */
const stateOf = ({ fields: shown, addresses }: Loot, callbackId: string): fc.Arbitrary<JsonObject> => {
  const fields = shown[callbackId] ?? {};
  const values = Object.entries(fields).map(([block, options]) => {
    const text = fc.oneof(fc.constantFrom(...options, ...addresses), junk);
    const field = text.map((value) => ({
      ...{ type: 'plain_text_input', value, selected_option: { value }, selected_conversation: value },
      selected_options: [{ value }],
    }));
    return [block, fc.option(field, { freq: 4, nil: undefined })] as const;
  });
  return fc.record(Object.fromEntries(values)).map((state) => {
    const given = Object.entries(state).filter(([, field]) => field !== undefined);
    // A select answers with its option alone, a text with its value.
    const answered = given.map(([block, field]) => [
      block,
      { input: hasOptions(fields[block]) ? chosen(field) : field },
    ]);
    return { values: Object.fromEntries(answered) };
  });
};
const hasOptions = (options: readonly string[] = []): boolean => options.length > 1;
const chosen = (field: object | undefined) => ({ ...field, value: null });

function view(loot: Loot, callbackIds: readonly string[]): fc.Arbitrary<JsonObject> {
  return fc.constantFrom(...callbackIds).chain((callbackId) =>
    fc.record({
      id: fc.constant('V0FORGED'),
      callback_id: fc.constant(callbackId),
      private_metadata: carriedOf(loot),
      state: stateOf(loot, callbackId),
    }),
  );
}

const callbacks = [
  ...Object.keys(forms),
  'batch_detail',
  'sheet_detail',
  'sheet_trouble',
  'approval_detail',
  'home',
  'nothing',
];

function press(loot: Loot): fc.Arbitrary<JsonObject> {
  return fc.record({
    actionId: fc.constantFrom(...Object.keys(buttons), 'unknown.button', '__proto__'),
    value: carriedOf(loot),
    message: fc.constantFrom(...loot.messages),
    view: fc.option(view(loot, callbacks), { nil: undefined }),
  });
}

/** A message that says anything, in a channel that may not be the forger's. */
const shortcut = ({ messages, addresses, ids }: Loot): fc.Arbitrary<JsonObject> =>
  fc.record({
    callbackId: fc.constantFrom(...Object.keys(shortcuts), '__proto__'),
    at: fc.constantFrom(...messages),
    text: fc.oneof(fc.constantFrom(...addresses), fc.constantFrom(...ids.map((id) => `<@${id}>`)), junk),
  });

const submission = (loot: Loot): fc.Arbitrary<JsonObject> =>
  view(loot, [...Object.keys(forms), '__proto__', 'nothing']);

function commandOf([{ user, team: where }, text]: [Identity, string]): Forgery {
  const fields = {
    ...{
      team_id: where,
      user_id: user,
      channel_id: channels.general,
      channel_name: 'general',
      command: '/invite',
      text,
    },
    ...{ trigger_id: '1.1.forged', response_url: 'http://127.0.0.1:9/none', api_app_id: 'A0INVITE' },
  };
  return { kind: 'command', body: new URLSearchParams(fields).toString() };
}

const payload = (kind: Forgery['kind'], value: object): Forgery => ({
  kind,
  body: new URLSearchParams({ payload: JSON.stringify(value) }).toString(),
});

function shortcutOf([{ user, userTeam, team: where }, { callbackId, at, text }]: [Identity, JsonObject]): Forgery {
  const { channel, ts } = at as { channel: string; ts: string };
  return payload('shortcut', {
    ...{ type: 'message_action', user: { id: user, team_id: userTeam }, team: { id: where }, api_app_id: 'A0INVITE' },
    ...{ callback_id: callbackId, trigger_id: '1.1.forged', channel: { id: channel, name: 'general' } },
    ...{ message_ts: ts, message: { type: 'message', ts, text } },
  });
}

function pressOf([{ user, userTeam, team: where }, { actionId, value, message, view: shown }]: [Identity, JsonObject]) {
  const { channel, ts } = message as { channel: string; ts: string };
  return payload('press', {
    ...{ type: 'block_actions', user: { id: user, team_id: userTeam }, team: { id: where }, api_app_id: 'A0INVITE' },
    container: shown ? { type: 'view', view_id: 'V0FORGED' } : { type: 'message', message_ts: ts, channel_id: channel },
    ...(shown
      ? { view: { type: (shown as JsonObject).callback_id === 'home' ? 'home' : 'modal', ...(shown as object) } }
      : { channel: { id: channel, name: 'general' } }),
    trigger_id: '1.1.forged',
    actions: [{ type: 'button', action_id: actionId, block_id: 'forged', action_ts: '1.1', value }],
  });
}

const submissionOf = ([{ user, userTeam, team: where }, shown]: [Identity, JsonObject]): Forgery =>
  payload('submission', {
    ...{ type: 'view_submission', user: { id: user, team_id: userTeam }, team: { id: where }, api_app_id: 'A0INVITE' },
    view: { type: 'modal', ...shown },
  });

/** Everything of ours that Slack was ever shown, as a forger could have copied it. */
export function shownIn(here: World): Pick<Loot, 'carried' | 'fields'> {
  const carried = new Set<string>(['{}']);
  const fields: Loot['fields'] = {};
  for (const { args } of here.slack.calls()) {
    for (const shown of [args.view, args.blocks]) {
      const tree = typeof shown === 'string' ? JSON.parse(shown) : shown;
      if (tree) visit(tree, carried, fields);
    }
  }
  return { carried: [...carried], fields };
}

function visit(tree: unknown, carried: Set<string>, fields: Loot['fields'], callbackId = ''): void {
  if (Array.isArray(tree)) for (const each of tree) visit(each, carried, fields, callbackId);
  if (typeof tree !== 'object' || tree === null) return;
  const node = tree as JsonObject;
  const shownIn = typeof node.callback_id === 'string' ? node.callback_id : callbackId;
  if (node.type === 'button' && typeof node.value === 'string') carried.add(node.value);
  if (typeof node.private_metadata === 'string') carried.add(node.private_metadata);
  if (node.type === 'input' && typeof node.block_id === 'string') {
    const values = JSON.stringify(node.element).matchAll(/"(?:value|initial_\w+)":"([^"]{1,80})"/g);
    const options = [...new Set([...values].map((found) => found[1] ?? '').slice(0, 12))];
    fields[shownIn] = { ...fields[shownIn], [node.block_id]: [...options, channels.general] };
  }
  for (const each of Object.values(node)) visit(each, carried, fields, shownIn);
}
