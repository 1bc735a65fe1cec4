import { parseCommandLine } from '../invites/recipients.ts';
import { summarize } from '../invites/summarize.ts';
import type { Words } from '../words/words.ts';
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
  /** How it is written, after the command; the same in every language. */
  usage: string;
  run(deps: SlackDeps, here: Scene, rest: string): Promise<void>;
};

/** Every subcommand; the help text is this table, and one that no language explains does not compile. */
const subcommands: Record<keyof Words['help']['does'], Subcommand> = {
  status: { usage: 'status', run: status },
  list: { usage: 'list [pending|expired|accepted|canceled|all] [text]', run: list },
  settings: { usage: 'settings', run: (deps, here) => showSettings(deps, here) },
  link: { usage: 'link', run: (deps, here) => showLink(deps, here) },
  why: { usage: 'why ada@x.io', run: (deps, here, rest) => showHistory(deps, here, rest) },
  audit: { usage: 'audit [2026-01-31] [2026-02-28]', run: (deps, here, rest) => exportAudit(deps, here, rest) },
  help: { usage: 'help', run: (deps, here) => help(deps, here) },
};
const isSubcommand = (word: string): word is keyof typeof subcommands => Object.hasOwn(subcommands, word);

/** `/invite …`: one word picks the subcommand; addresses start an invite; anything else is answered with help. */
export async function runCommand(deps: SlackDeps, here: Scene, request: CommandRequest): Promise<void> {
  const text = request.text.trim();
  const [word = '', ...rest] = text.split(/\s+/);
  const name = word.toLowerCase();
  const subcommand = isSubcommand(name) ? subcommands[name] : undefined;
  here.what = `command ${subcommand ? name : text === '' || text.includes('@') ? 'invite' : 'unknown'}`;
  if (text === '') return startInvite(deps, here, { recipients: [] }, placeOf(request));
  if (subcommand) return subcommand.run(deps, here, rest.join(' '));
  if (text.includes('@')) return startInvite(deps, here, parseCommandLine(text), placeOf(request));
  return help(deps, here, escaped(unescaped(word).slice(0, 40)));
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

/** Nothing else asks Slack who this is, and it should be read in their language all the same. */
async function help(deps: SlackDeps, here: Scene, unknownWord?: string): Promise<void> {
  await deps.languages.learn(here.identity);
  const before = unknownWord === undefined ? [] : [here.words.help.unknownWord(unknownWord)];
  const text = [...before, helpText(here.words, here.command)].join('\n');
  await here.tell(text, [section(text)]);
}

/** The table above, with the command as it was typed. */
export function helpText({ help: say }: Words, command: string): string {
  const filledIn = escaped(`${command} ${say.example}`);
  const lines = [
    `\`${command}\`: ${say.opensForm}`,
    `\`${filledIn}\`: ${say.filledIn}`,
    ...Object.entries(subcommands).flatMap(([name, { usage }]) =>
      isSubcommand(name) ? `\`${command} ${usage}\`: ${say.does[name]}` : [],
    ),
    say.home,
  ];
  return lines.join('\n');
}
