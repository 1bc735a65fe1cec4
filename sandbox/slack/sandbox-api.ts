import { z } from 'zod';
import { argumentsOf, type Exchange, json, type Reply, type Route } from './http-exchange.ts';
import type { JsonObject } from './json.ts';
import type { SlackEmulator } from './slack-emulator.ts';

type Action = (slack: SlackEmulator, args: JsonObject) => unknown;

const text = z.string();
const place = { channel: text.optional(), ts: text.optional(), viewId: text.optional() };
const which = { actionId: text.optional(), blockId: text.optional(), label: text.optional() };
const scalar = z.union([z.string(), z.number()]);
const value = z.union([scalar, z.array(scalar), z.null()]);
const target = z.object({ user: text, ...place, ...which, confirm: z.boolean().optional() });

function targetOf({ channel, ts, viewId, ...rest }: z.infer<typeof target>) {
  if (viewId !== undefined) return { viewId, ...rest };
  return { channel: channel ?? '', ts: ts ?? '', ...rest };
}

const fault = z.strictObject({
  kind: z.enum([
    '429',
    '500',
    'hang',
    'drop',
    'error',
    'slow',
    'commit_then_drop',
    'commit_then_500',
    'commit_then_hang',
  ]),
  method: text.optional(),
  channel: text.optional(),
  team: text.optional(),
  error: text.optional(),
  retryAfter: z.number().optional(),
  times: z.number().optional(),
  ms: z.number().optional(),
});

const person = z.object({ user: text });
const inView = z.object({ user: text, viewId: text });

/** The people API over HTTP: POST /sandbox/<name> with a JSON object of the same names. */
const actions: { [name: string]: Action | undefined } = {
  types(slack, args) {
    const {
      user,
      channel,
      text: typed,
      threadTs,
    } = z.object({ user: text, channel: text, text, threadTs: text.optional() }).parse(args);
    return slack.types(user, channel, typed, threadTs ? { threadTs } : {});
  },
  press(slack, args) {
    const { user, ...rest } = target.parse(args);
    return slack.press(user, {
      ...targetOf({ user, ...rest }),
      value: z.object({ value: text.optional() }).parse(args).value,
    });
  },
  choose: (slack, args) =>
    slack.choose(person.parse(args).user, targetOf(target.parse(args)), z.object({ value }).parse(args).value),
  suggestions: (slack, args) =>
    slack.suggestions(
      person.parse(args).user,
      targetOf(target.parse(args)),
      z.object({ query: text }).parse(args).query,
    ),
  fill(slack, args) {
    const { user, viewId } = inView.parse(args);
    return slack.fill(user, viewId, z.object({ values: z.record(text, value) }).parse(args).values);
  },
  submit(slack, args) {
    const { user, viewId } = inView.parse(args);
    return slack.submit(user, viewId);
  },
  close(slack, args) {
    const { user, viewId } = inView.parse(args);
    return slack.close(user, viewId, z.object({ all: z.boolean().optional() }).parse(args));
  },
  openHome(slack, args) {
    const { user, tab } = z.object({ user: text, tab: z.enum(['home', 'messages']).optional() }).parse(args);
    return slack.openHome(user, tab);
  },
  shortcut(slack, args) {
    const { user, callbackId, channel, ts } = z.object({ user: text, callbackId: text, ...place }).parse(args);
    return slack.shortcut(user, callbackId, channel && ts ? { channel, ts } : undefined);
  },
  uploads(slack, args) {
    const { user, viewId, blockId, name, base64 } = z
      .object({ user: text, viewId: text, blockId: text, name: text, base64: text })
      .parse(args);
    return slack.uploads(user, viewId, blockId, { name, bytes: Buffer.from(base64, 'base64') });
  },
  runsStep(slack, args) {
    const { user, callbackId, inputs } = z
      .object({ user: text, callbackId: text, inputs: z.record(text, text) })
      .parse(args);
    return slack.runsStep(user, callbackId, inputs);
  },
  stepRuns: (slack) => slack.stepRuns(),
  sees: (slack, args) => slack.sees(person.parse(args).user),
  directMessage: (slack, args) => ({ channel: slack.directMessage(person.parse(args).user) }),
  deliveries: (slack) => slack.deliveries(),
  calls: (slack) => slack.calls(),
  violations: (slack) => slack.violations(),
  addFaults(slack, args) {
    slack.addFaults(...z.object({ faults: z.array(fault) }).parse(args).faults);
    return { ok: true };
  },
  clearFaults(slack) {
    slack.clearFaults();
    return { ok: true };
  },
  revokeAccess: (slack, args) => slack.revokeAccess(z.object({ team: text }).parse(args).team),
  uninstall: (slack, args) => slack.uninstall(z.object({ team: text }).parse(args).team),
};

export function sandboxRoute(slack: SlackEmulator): Route {
  return async (exchange) => {
    const name = exchange.path.slice('/sandbox/'.length);
    if (name === 'stream') return streamed(slack, exchange);
    const action = actions[name];
    if (!action) return json({ error: `no ${name} here` }, 404);
    try {
      return json((await action(slack, argumentsOf(exchange) ?? {})) ?? null);
    } catch (error) {
      return json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  };
}

/** Server-sent events: one for every change, so that a page knows when to look again. */
function streamed(slack: SlackEmulator, { response }: Exchange): Reply {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  const stop = slack.onChange((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  response.on('close', stop);
  return { streaming: true };
}
