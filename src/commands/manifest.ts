import { parseArgs } from 'node:util';
import { Document, isScalar, visit } from 'yaml';
import { slashCommand } from '../config.ts';
import { botEvents, botScopes, type ManifestOptions, manifest, orgEvents, stepEvents } from '../manifest.ts';
import { asProgram } from './command-line.ts';

const usage =
  'Usage: npm run manifest -- [--command /name] [--url https://host | --socket] [--org] [--workflow] [--json]';

/** What `npm run manifest` prints: YAML with a reason beside each scope and event, or JSON. Throws when the arguments are wrong. */
export function manifestText(args: readonly string[]): string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      command: { type: 'string', default: '/invite' },
      url: { type: 'string' },
      socket: { type: 'boolean', default: false },
      org: { type: 'boolean', default: false },
      workflow: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { command, url, socket, org, workflow, json } = values;
  const made = manifest({ command: checkedCommand(command), url: checkedUrl(url, socket), socket, org, workflow });
  return json ? `${JSON.stringify(made, null, 2)}\n` : toYaml(made, { socket, workflow });
}

function checkedCommand(command: string): string {
  const parsed = slashCommand.safeParse(command);
  if (!parsed.success) throw new Error(`--command ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

function checkedUrl(url: string | undefined, socket: boolean): ManifestOptions['url'] {
  if (url === undefined) return undefined;
  if (socket) throw new Error('--socket needs no --url: Slack does not call the app in Socket Mode');
  const { protocol, username, search, hash } = URL.canParse(url) ? new URL(url) : {};
  if (protocol !== 'https:' || username || search || hash) {
    throw new Error('--url must be an https address without a query, such as https://invites.example.com');
  }
  return url.replace(/\/+$/, '');
}

function toYaml(made: object, { socket, workflow }: { socket: boolean; workflow: boolean }): string {
  const document = new Document(made);
  document.commentBefore = [
    ' The Slack app of ROQ Invite: api.slack.com/apps > Create New App > From a manifest.',
    ` Made by: npm run manifest -- --command /name ${socket ? '--socket' : '--url https://host'}${workflow ? ' --workflow' : ''}`,
  ].join('\n');
  const reasons: Readonly<Record<string, string>> = { ...botScopes, ...botEvents, ...orgEvents, ...stepEvents };
  visit(document, {
    Seq: (_key, list) => {
      for (const item of list.items) {
        const reason = isScalar(item) ? reasons[String(item.value)] : undefined;
        if (isScalar(item) && reason) item.comment = ` ${reason}`;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

await asProgram(import.meta.url, usage, async (args) => manifestText(args));
