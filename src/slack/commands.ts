import { parseCommandLine } from '../invites/recipients.ts';
import { summarize } from '../invites/summarize.ts';
import type { Place } from '../workspaces/place.ts';
import { exportAudit } from './audit-flow.ts';
import type { SlackDeps } from './deps.ts';
import { showHistory } from './history-flow.ts';
import { startInvite } from './invite-flow.ts';
import { escaped, section, unescaped } from './kit.ts';
import { showLink } from './link-flow.ts';
import { openList } from './list-flow.ts';
import type { CommandRequest } from './requests.ts';
import type { Scene } from './scene.ts';
import { showSettings } from './settings-flow.ts';
import { isListStatus } from './views/invite-list.ts';
import { summaryMessage } from './views/summary.ts';

type Subcommand = {
  /** How it is written, after the command. */
  usage: string;
  does: string;
  run(deps: SlackDeps, here: Scene, rest: string): Promise<void>;
};

/** Every subcommand; the help text is this table. */
const subcommands: Record<string, Subcommand> = {
  status: { usage: 'status', does: 'how many invites are pending, accepted, expired and canceled', run: status },
  list: {
    usage: 'list [pending|expired|accepted|canceled|all] [text]',
    does: 'find invites; resend or cancel them',
    run: list,
  },
  settings: {
    usage: 'settings',
    does: 'the daily digest; rules, limits and approvals; privacy and audit',
    run: (deps, here) => showSettings(deps, here),
  },
  link: {
    usage: 'link',
    does: 'for whom you act in ROQ; link your account, or remove the link',
    run: (deps, here) => showLink(deps, here),
  },
  why: {
    usage: 'why ada@x.io',
    does: 'everything that happened to one address',
    run: (deps, here, rest) => showHistory(deps, here, rest),
  },
  audit: {
    usage: 'audit [2026-01-31] [2026-02-28]',
    does: 'what was done with invites, as CSV, for you only',
    run: (deps, here, rest) => exportAudit(deps, here, rest),
  },
  help: { usage: 'help', does: 'this text', run: (_deps, here) => help(here) },
};

/** `/invite …`: one word picks the subcommand; addresses start an invite; anything else is answered with help. */
export async function runCommand(deps: SlackDeps, here: Scene, request: CommandRequest): Promise<void> {
  const text = request.text.trim();
  const [word = '', ...rest] = text.split(/\s+/);
  const name = word.toLowerCase();
  const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  here.what = `command ${subcommand ? name : text === '' || text.includes('@') ? 'invite' : 'unknown'}`;
  if (text === '') return startInvite(deps, here, { recipients: [] }, placeOf(request));
  if (subcommand) return subcommand.run(deps, here, rest.join(' '));
  if (text.includes('@')) return startInvite(deps, here, parseCommandLine(text), placeOf(request));
  return help(here, `I do not know “${escaped(unescaped(word).slice(0, 40))}”.`);
}

/** Slack names direct messages and private channels in `channel_name`. */
function placeOf({ channel_id: channelId, channel_name: name }: CommandRequest): Place {
  if (channelId.startsWith('D') || name === 'directmessage') return { channelId, kind: 'direct' };
  return { channelId, kind: name === 'privategroup' || name.startsWith('mpdm-') ? 'private' : 'public' };
}

async function status(deps: SlackDeps, here: Scene): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'list' });
  const [summary, tenantName] = await Promise.all([summarize(deps, person), deps.tenantNames.of(person.tenantId)]);
  const { text, blocks } = summaryMessage(here.words, summary, tenantName, here.command);
  await here.tell(text, blocks);
}

async function list(deps: SlackDeps, here: Scene, rest: string): Promise<void> {
  const [word = '', ...others] = unescaped(rest).split(/\s+/);
  const chosen = isListStatus(word.toLowerCase()) ? word.toLowerCase() : undefined;
  const choice = { status: chosen ?? 'open', text: (chosen ? others : [word, ...others]).join(' ').trim() };
  await openList(deps, here, choice);
}

async function help(here: Scene, before?: string): Promise<void> {
  const { command } = here;
  const lines = [
    ...(before ? [before] : []),
    `\`${command}\`: opens the form`,
    `\`${command} ada@x.io, Bob <bob@y.io> as editor\`: the same, filled in; you check before anything is sent`
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;'),
    ...Object.values(subcommands).map(({ usage, does }) => `\`${command} ${usage}\`: ${does}`),
  ];
  await here.tell(lines.join('\n'), [section(lines.join('\n'))]);
}
