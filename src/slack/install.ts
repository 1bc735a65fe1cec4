import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@slack/logger';
import oauth, {
  type CodedError,
  ErrorCode,
  type Installation as Granted,
  InstallProvider,
  InvalidStateError,
  type StateStore,
} from '@slack/oauth';
import type { Installation, Installations, NewInstallation } from '../workspaces/installation.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { SlackApi } from './api.ts';
import { beginPage, installedPage, refusedPage } from './views/install-pages.ts';
import { interactiveClient } from './workspace.ts';

export type InstallDeps = {
  install: { clientId: string; clientSecret: string; stateSecret: string };
  api: SlackApi;
  command: string;
  /** What the app asks for, with the reason of each. */
  scopes: Readonly<Record<string, string>>;
  installations: Installations;
  /** It is stored: what was known of it is old, and its first message is waiting. */
  installed: (installation: Installation) => void;
  logger: Logger;
  onError: (error: unknown) => void;
};

/** The two pages of an install by OAuth, for any HTTP server. */
export interface InstallDesk {
  begin(req: IncomingMessage, res: ServerResponse): Promise<void>;
  finish(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

export function installDesk(deps: InstallDeps): InstallDesk {
  const provider = installProvider(deps);
  return {
    async begin(req, res) {
      guard(res);
      await provider.handleInstallPath(req, res);
    },
    async finish(req, res) {
      guard(res);
      await provider.handleCallback(req, res, {
        successAsync: async (granted) => answer(res, 200, installedPage(installedIn(granted, deps.command))),
        failureAsync: async (error) => refuse(deps, res, error),
      });
    },
  };
}

function installProvider(deps: InstallDeps): InstallProvider {
  const { clientId, clientSecret } = deps.install;
  return new InstallProvider({
    clientId,
    clientSecret,
    stateStore: spentOnce(deps),
    installUrlOptions: { scopes: Object.keys(deps.scopes) },
    renderHtmlForInstallPath: (url) => beginPage(url, Object.values(deps.scopes)),
    authorizationUrl: new URL('../oauth/v2/authorize', deps.api.url).href,
    installationStore: {
      storeInstallation: async (granted) => {
        deps.installed(await deps.installations.save(newInstallation(granted), firstPost));
      },
      fetchInstallation: () => Promise.reject(new Error('installs are read by many-workspaces.ts')),
    },
    clientOptions: { ...interactiveClient(deps.api), retryConfig: { retries: 0 } },
    // Somebody who changes their mind or comes too late is no error of ours.
    logger: { ...deps.logger, error: deps.logger.info },
  });
}

/** Signed, ten minutes old at most and bound to the browser by a cookie, as the library has it; and good only once. */
function spentOnce({ install, installations }: InstallDeps): StateStore {
  // Node does not see this one among the named exports of a CommonJS package.
  const signed = new oauth.ClearStateStore(install.stateSecret);
  return {
    generateStateParam: (options, now) => signed.generateStateParam(options, now),
    async verifyStateParam(now, state) {
      const options = await signed.verifyStateParam(now, state);
      if (!(await installations.spendState(state))) throw new InvalidStateError('The state was used before');
      return options;
    },
  };
}

function newInstallation({ team, enterprise, bot, user, isEnterpriseInstall }: Granted): NewInstallation {
  const orgWide = isEnterpriseInstall === true;
  const where = orgWide ? enterprise : team;
  if (!where || !bot) throw new Error('Slack granted no bot token');
  return {
    id: where.id,
    orgWide,
    name: where.name ?? where.id,
    botToken: bot.token,
    botId: bot.id,
    botUserId: bot.userId,
    scopes: bot.scopes,
    installerId: user.id,
    refreshToken: bot.refreshToken,
    // The library counts by this machine's clock; the store counts by the one that all replicas share.
    expiresInMs: bot.expiresAt === undefined ? undefined : bot.expiresAt * 1_000 - Date.now(),
  };
}

/** Once for each life of the app in a workspace and each installer. */
const firstPost = ({ id, since, installerId }: Installation): NewPost => ({
  key: `welcome:${id}:${since}:${installerId}`,
  kind: 'welcome',
  subject: id,
  teamId: id,
  tenantId: '',
  slackUserId: installerId,
});

function installedIn({ team, enterprise, appId, isEnterpriseInstall }: Granted, command: string) {
  const orgWide = isEnterpriseInstall === true;
  const { id = '', name = id } = (orgWide ? enterprise : team) ?? {};
  const slackUrl = orgWide
    ? `https://app.slack.com/manage/${id}/integrations/profile/${appId}/workspaces/add`
    : `https://app.slack.com/client/${id}`;
  return { name, command, slackUrl, orgWide };
}

const stale =
  'This install did not begin in this browser, was finished before, or is older than ten minutes. Please begin again here, and stay in one browser.';
const sentences: Record<string, string> = {
  [ErrorCode.AuthorizationError]: 'You did not allow it in Slack. If that was a slip, begin again.',
  [ErrorCode.MissingStateError]: stale,
  [ErrorCode.InvalidStateError]: stale,
  [ErrorCode.MissingCodeError]: stale,
};

function refuse(deps: InstallDeps, res: ServerResponse, error: CodedError): void {
  const sentence = Object.hasOwn(sentences, error.code) ? sentences[error.code] : undefined;
  if (sentence === undefined) deps.onError(error);
  const trouble = 'Slack or this app could not finish it. Please try again in a minute.';
  answer(res, sentence === undefined ? 502 : 400, refusedPage(sentence ?? trouble));
}

const answer = (res: ServerResponse, status: number, page: string): void => {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
};

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** The address of the second page holds a code and a state: nobody else may learn, keep or frame it. */
function guard(res: ServerResponse): void {
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
}
