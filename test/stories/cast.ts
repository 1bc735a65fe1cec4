import { rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { JsonObject } from '../../sandbox/slack/json.ts';
import type { SeenMessage, SeenView } from '../../sandbox/slack/slack-emulator.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { channels, people } from '../../sandbox/world.ts';
import { createLog } from '../../src/log.ts';
import { folderWithStore } from '../store/stores.ts';

/** Tuesday, 2026-10-06, noon in Berlin. */
export const storyStart = Date.UTC(2026, 9, 6, 10);
export { channels, people };

export type Transport = 'http' | 'socket';
export type World = Sandbox & {
  clock: SandboxClock;
  log: () => LogLine[];
  person(who: keyof typeof people): Actor;
  stop(): Promise<void>;
};
export type LogLine = { level: string; msg: string } & Record<string, unknown>;

/** The real app between the emulators, on a frozen clock. */
export async function world(options: Partial<SandboxOptions> = {}): Promise<World> {
  const { clock = sandboxClock({ frozenAt: storyStart }) } = options;
  const own = options.dataDir === undefined ? await folderWithStore() : undefined;
  const lines: LogLine[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n').filter(Boolean)) lines.push(JSON.parse(line));
      done();
    },
  });
  const log = createLog('info', sink);
  const sandbox = await startSandbox({ clock, log, transport: 'http', dataDir: own ?? '', ...options });
  return Object.assign(sandbox, {
    clock,
    log: () => lines,
    person: (who: keyof typeof people) => actor(sandbox, people[who].id),
    stop: async () => {
      await stopSandbox();
      if (own) await rm(own, { recursive: true, force: true });
    },
  });
  function stopSandbox() {
    return Promise.all([sandbox.app.stop()]).then(() => Promise.all([sandbox.slack.stop(), sandbox.roq.close()]));
  }
}

export const silent = pino({ level: 'silent' });

/** A request of Slack's, changed on its way and signed with the real secret; over HTTP only. */
export async function forged(
  { slack }: Pick<Sandbox, 'slack'>,
  kind: 'slash_commands' | 'view_submission' | 'block_actions',
  change: (payload: JsonObject) => void,
) {
  const last = slack.deliveries().findLast((delivery) => delivery.kind === kind);
  if (!last) throw new Error(`nothing of kind ${kind} was sent yet`);
  const payload = structuredClone(last.payload);
  change(payload);
  const fields = kind === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  const body = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return slack.deliverRaw({ body: body.toString() });
}

/** A person at their Slack, in the words of a story. */
export function actor({ slack }: Pick<Sandbox, 'slack'>, user: string) {
  const top = (): SeenView | undefined => slack.sees(user).modals.at(-1);
  const home = (): SeenView | undefined => slack.sees(user).home ?? undefined;
  const messages = (channel: string): SeenMessage[] =>
    slack.sees(user).channels.find(({ id }) => id === channel)?.messages ?? [];
  const texts = (): string[] => {
    const seen = slack.sees(user);
    return [
      ...seen.modals.map(viewText),
      viewText(seen.home ?? undefined),
      ...seen.channels.flatMap((channel) => channel.messages.map(messageText)),
      ...seen.notices.map((notice) => notice.text),
    ];
  };
  return {
    id: user,
    types: (text: string, channel: string = channels.general) => slack.types(user, channel, text),
    modal: top,
    messages,
    directMessages: () => messages(slack.directMessage(user)),
    fills: async (values: Record<string, string | string[]>) => slack.fill(user, viewId(top()), values),
    submits: () => slack.submit(user, viewId(top())),
    /** Opens the form, fills it in and looks at the sheet. */
    checks: async (addresses: string, role = 'Editor', channel: string = channels.general) => {
      await slack.types(user, channel, '/invite');
      await eventually(() => found([viewText(top())], 'They join'));
      await slack.fill(user, viewId(top()), { 'E-mail addresses': addresses, Role: role });
      await slack.submit(user, viewId(top()));
      await eventually(() => found([viewText(top())], 'Check before sending'));
    },
    closes: () => slack.close(user, viewId(top())),
    home,
    opensHome: () => slack.openHome(user),
    /** Waits until their Home says this. */
    seesHome: (text: string | RegExp) => eventually(() => found([viewText(home())], text)),
    pressesHome: (label: string, how: { confirm?: boolean; near?: string } = {}) => {
      const target = { viewId: viewId(home()), label, ...blockNear(home()?.blocks ?? [], label, how.near) };
      return slack.press(user, { ...target, ...(how.confirm ? { confirm: true } : {}) });
    },
    fillsHome: (values: Record<string, string | string[]>) => slack.fill(user, viewId(home()), values),
    /** Types or chooses on Home, by label; a text is followed by Enter. */
    choosesHome: (label: string, value: string | string[]) =>
      slack.choose(user, { viewId: viewId(home()), label }, value),
    chooses: (target: { actionId?: string; blockId?: string; label?: string }, value: string) =>
      slack.choose(user, { viewId: viewId(top()), ...target }, value),
    /** Presses in the modal on top, by its label; `near` narrows it down to the block after the one with that text. */
    presses: (label: string, how: { confirm?: boolean; near?: string } = {}) => {
      const view = top();
      const target = { viewId: viewId(view), label, ...blockNear(view?.blocks ?? [], label, how.near) };
      return slack.press(user, { ...target, ...(how.confirm ? { confirm: true } : {}) });
    },
    pressesIn: (
      message: SeenMessage,
      channel: string,
      label: string,
      how: { confirm?: boolean; near?: string } = {},
    ) => {
      const target = { channel, ts: message.ts, label, ...blockNear(message.blocks, label, how.near) };
      return slack.press(user, { ...target, ...(how.confirm ? { confirm: true } : {}) });
    },
    /** Ticks the boxes in a message whose text holds one of these; the others are no longer ticked. */
    ticksIn: (message: SeenMessage, channel: string, texts: readonly string[]) => {
      const [options] = message.blocks.flatMap(boxesIn);
      const chosen = texts.map((text) => options?.find((option) => blockText(option).includes(text))?.value);
      const missing = texts.find((_, index) => chosen[index] === undefined);
      if (missing !== undefined) throw new Error(`no box says ${missing}`);
      const target = { channel, ts: message.ts, actionId: 'digest.pick' };
      return slack.choose(user, target, chosen.map(String));
    },
    /** Throws unless something they see says this. */
    seesNow: (text: string | RegExp) => found(texts(), text),
    /** Waits until something they see says this. */
    sees: (text: string | RegExp) => eventually(() => found(texts(), text)),
    /** Waits until the modal on top says this. */
    seesModal: (text: string | RegExp) => eventually(() => found([viewText(top())], text)),
    seesMessage: (channel: string, text: string | RegExp) =>
      eventually(() => {
        const message = messages(channel).findLast((each) => matches(messageText(each), text));
        if (!message)
          throw new Error(`no message says ${text}; seen: ${messages(channel).map(messageText).join('\n--\n')}`);
        return message;
      }),
    seesNothingOf: (text: string | RegExp) => {
      if (texts().some((each) => matches(each, text))) throw new Error(`somebody says ${text}`);
    },
  };
}
export type Actor = ReturnType<typeof actor>;

const viewId = (view: SeenView | undefined): string => {
  if (!view) throw new Error('no modal is open');
  return view.id;
};

const matches = (seen: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? seen.includes(wanted) : wanted.test(seen);

const found = (seen: string[], wanted: string | RegExp): string => {
  const hit = seen.find((each) => matches(each, wanted));
  if (hit === undefined) throw new Error(`nothing says ${wanted}; seen:\n${seen.join('\n--\n')}`);
  return hit;
};

/** Every text in blocks, in order, as a reader would meet them. */
export function blockText(value: unknown): string {
  if (Array.isArray(value)) return value.map(blockText).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const parts: string[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'text' || key === 'initial_value') && typeof inner === 'string') parts.push(inner);
    else if (typeof inner === 'object' && key !== 'confirm') parts.push(blockText(inner));
  }
  return parts.filter(Boolean).join('\n');
}
export const messageText = (message: SeenMessage): string => `${message.text}\n${blockText(message.blocks)}`;
export const viewText = (view: SeenView | undefined): string =>
  view ? [view.title, blockText(view.blocks), ...Object.values(view.errors), view.submit ?? ''].join('\n') : '';

type AnyBlock = { block_id?: unknown } & Record<string, unknown>;
/** The block that holds the button: the one with the text itself, or the first after it. */
function blockNear(blocks: readonly AnyBlock[], label: string, near: string | undefined): { blockId?: string } {
  if (near === undefined) return {};
  const start = blocks.findIndex((block) => blockText(block).includes(near));
  const block = blocks.slice(Math.max(0, start)).find((each) => hasButton(each, label));
  return typeof block?.block_id === 'string' ? { blockId: block.block_id } : {};
}
type Boxes = { type?: unknown; options?: { value?: string }[] };
const boxesIn = (block: AnyBlock): { value?: string }[][] =>
  (Array.isArray(block.elements) ? (block.elements as Boxes[]) : []).flatMap(({ type, options }) =>
    type === 'checkboxes' && options ? [options] : [],
  );
const hasButton = (block: AnyBlock, label: string): boolean =>
  JSON.stringify(block).includes(`"text":${JSON.stringify(label)}`);

/**
 * Tries until it does not throw; the limit only ends a test that would fail anyway. What takes long is looked for less
 * often, for thousands of looks slow down what they wait for. `pauseMs`: between two looks, after `waited` ms.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  limitMs = 60_000,
  pauseMs = (waited: number) => Math.min(50, 10 + waited / 20),
): Promise<T> {
  const began = Date.now();
  for (;;) {
    try {
      return await look();
    } catch (error) {
      const waited = Date.now() - began;
      if (waited > limitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs(waited)));
    }
  }
}
