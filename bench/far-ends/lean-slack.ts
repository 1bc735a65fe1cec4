import type { IncomingMessage } from 'node:http';
import { ok, type Reply } from './answering.ts';
import { emailOf, numberIn } from './numbers.ts';

export type SlackMessage = {
  team: string;
  channel: string;
  ts: string;
  text: string;
  blocks: string;
  postedAt: number;
  /** When it was edited, ms since the epoch. */
  edits: number[];
};
type View = { callbackId: string; metadata: string; text: string; updates: number };
type Called = { team: string; args: URLSearchParams };

/** As the app is granted them; the bench uploads files. */
const scopes = 'commands,chat:write,users:read,users:read.email,files:read';
/** chat.update takes so many per minute and workspace (facts/slack section 4). */
const editsPerMinute = 50;

/** Hears that something a person waits for is there: `id` is the trigger, or what a response_url ends with. */
export type Shown = (id: string) => void;

/** Only the methods that the app and the baselines call; any other one fails, and is counted by its name. */
export function leanSlack(shown: Shown) {
  const views = new Map<string, View>();
  const messages = new Map<string, SlackMessage>();
  const files = new Map<string, string>();
  const edited = new Map<string, number[]>();
  const finished = new WeakMap<Reply, string>();
  let limited = false;
  let origin = '';
  let stamps = 0;

  const show = (id: string, given: string): Reply => {
    const { callback_id: callbackId = '', private_metadata: metadata = '' } = JSON.parse(given) as Record<
      string,
      string
    >;
    const updates = (views.get(id)?.updates ?? -1) + 1;
    views.set(id, { callbackId, metadata, text: given, updates });
    const reply = ok({
      ok: true,
      view: { id, type: 'modal', callback_id: callbackId, private_metadata: metadata, hash: '1' },
    });
    // A view without a callback id only asks to wait.
    if (callbackId !== '') finished.set(reply, id.slice(1));
    return reply;
  };

  /** Milliseconds until the workspace may edit again; 0 when it may. */
  const wait = (team: string): number => {
    const recent = (edited.get(team) ?? []).filter((at) => at > Date.now() - 60_000);
    edited.set(team, recent);
    const inTheWay = recent.at(-editsPerMinute);
    if (limited && inTheWay !== undefined) return inTheWay + 60_000 - Date.now();
    recent.push(Date.now());
    return 0;
  };

  const methods: Record<string, (call: Called) => Reply> = {
    'auth.test': ({ team }) =>
      ok({ ok: true, team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT', url: origin }, { 'x-oauth-scopes': scopes }),
    'api.test': () => ok({ ok: true }),
    'users.info': ({ team, args }) => ok({ ok: true, user: user(team, args.get('user') ?? '') }),
    'users.lookupByEmail': () => ok({ ok: false, error: 'users_not_found' }),
    'views.open': ({ args }) => show(`V${args.get('trigger_id')}`, args.get('view') ?? '{}'),
    'views.update': ({ args }) => show(args.get('view_id') ?? '', args.get('view') ?? '{}'),
    'files.info': ({ args }) => {
      const id = args.get('file') ?? '';
      const size = files.get(id)?.length ?? 0;
      return ok({ ok: true, file: { name: 'people.csv', size, url_private_download: `${origin}/files/${id}` } });
    },
    'chat.postMessage': ({ team, args }) => {
      stamps += 1;
      const ts = `${Math.floor(Date.now() / 1_000)}.${String(stamps).padStart(6, '0')}`;
      const channel = args.get('channel') ?? '';
      const said = { text: args.get('text') ?? '', blocks: args.get('blocks') ?? '' };
      messages.set(`${channel} ${ts}`, { team, channel, ts, ...said, postedAt: Date.now(), edits: [] });
      return ok({ ok: true, channel, ts });
    },
    'chat.update': ({ team, args }) => {
      const message = messages.get(`${args.get('channel')} ${args.get('ts')}`);
      if (!message) return ok({ ok: false, error: 'message_not_found' });
      const ms = wait(team);
      if (ms > 0)
        return {
          ...ok({ ok: false, error: 'ratelimited' }),
          status: 429,
          headers: { 'retry-after': String(Math.ceil(ms / 1_000)) },
        };
      Object.assign(message, { text: args.get('text') ?? '', blocks: args.get('blocks') ?? '' });
      message.edits.push(Date.now());
      return ok({ ok: true, channel: message.channel, ts: message.ts });
    },
  };

  return {
    /** Where it can be reached. */
    listensAt(url: string) {
      origin = url;
    },
    answer(request: IncomingMessage, body: string): { name: string; reply: Reply } {
      const path = request.url ?? '';
      if (path.startsWith('/response/')) {
        const reply = ok({ ok: true });
        finished.set(reply, path.slice('/response/'.length));
        return { name: 'response_url', reply };
      }
      if (path.startsWith('/files/'))
        return { name: 'file', reply: { body: files.get(path.slice('/files/'.length)) ?? '' } };
      const name = path.slice('/api/'.length);
      const method = methods[name];
      if (!method) return { name: `unknown ${name}`, reply: ok({ ok: false, error: 'unknown_method' }) };
      const team = /^Bearer xoxb-(\w+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const reply = method({ team, args: new URLSearchParams(body) });
      return { name: reply.status === 429 ? `${name} limited` : name, reply };
    },
    answered(reply: Reply) {
      const id = finished.get(reply);
      if (id !== undefined) shown(id);
    },
    limitEdits(on: boolean) {
      limited = on;
      edited.clear();
    },
    keepFile: ({ id, content }: { id: string; content: string }) => void files.set(id, content),
    view: (id: string): View | undefined => views.get(id),
    messages: (): SlackMessage[] => [...messages.values()],
    messageCount: (): number => messages.size,
    clear() {
      views.clear();
      messages.clear();
      files.clear();
      edited.clear();
    },
  };
}

const user = (team: string, id: string) => ({
  id,
  team_id: team,
  name: id.toLowerCase(),
  real_name: `Person ${numberIn(id)}`,
  tz: 'Europe/Berlin',
  locale: 'en-US',
  profile: { email: emailOf(numberIn(team), numberIn(id)) },
});
