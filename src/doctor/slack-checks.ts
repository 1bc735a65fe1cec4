import type { SlackConfig } from '../config.ts';
import type { Probe, SlackProbe } from '../slack/probe.ts';
import { bad, type Finding, good } from './finding.ts';

const slackApp = 'api.slack.com/apps > your app';

/** The tokens, and what they may do, against the scopes of the manifest. */
export async function checkSlack(
  { mode, appToken, install }: SlackConfig,
  probe: SlackProbe,
  wanted: readonly string[],
): Promise<Finding[]> {
  const findings = install.kind === 'single' ? await checkBot(install.botToken, probe, wanted) : [];
  if (install.kind === 'oauth') {
    const asked = await probe.oauth(install.clientId, install.clientSecret);
    const where = `${slackApp} > Basic Information > App Credentials: copy Client ID and Client Secret`;
    findings.push(told(asked, 'Slack takes SLACK_CLIENT_ID and SLACK_CLIENT_SECRET', where));
  }
  if (mode === 'socket') {
    const where = `${slackApp} > Basic Information > App-Level Tokens: make one with the scope connections:write`;
    const asked = await probe.appToken(appToken);
    findings.push(told(asked, 'Slack takes SLACK_APP_TOKEN for Socket Mode', `${where}; switch Socket Mode on`));
  }
  return findings;
}

async function checkBot(token: string, probe: SlackProbe, wanted: readonly string[]): Promise<Finding[]> {
  const asked = await probe.bot(token);
  const where = `${slackApp} > OAuth & Permissions: copy the Bot User OAuth Token; if there is none, install the app`;
  if (asked.kind !== 'good') return [told(asked, 'Slack takes SLACK_BOT_TOKEN', where)];
  const { team, scopes } = asked.is;
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  return [
    good(`Slack takes SLACK_BOT_TOKEN: the bot is of the workspace ${team}`),
    missing.length === 0
      ? good(`The bot has every scope of the manifest (${wanted.length})`)
      : bad(
          `The bot lacks ${missing.join(', ')}, which the manifest asks for`,
          `${slackApp} > OAuth & Permissions > Bot Token Scopes: add ${missing.length > 1 ? 'them' : 'it'}, then Reinstall`,
        ),
  ];
}

function told(probe: Probe<unknown>, what: string, where: string): Finding {
  if (probe.kind === 'good') return good(what);
  if (probe.kind === 'refused') return bad(`Not so: ${what}. It says ${probe.code}`, where);
  return bad(`Slack does not answer (${probe.code})`, 'Is SLACK_API_URL right, and may this machine reach slack.com?');
}
