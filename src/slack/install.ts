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
import { wordsForBrowser } from '../words/browser-language.ts';
import { languages } from '../words/language.ts';
import { type Words, wordsFor } from '../words/words.ts';
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
  // The library draws the first page without its request; all else is the same in every language.
  const providers = new Map(languages.map((language) => [language, installProvider(deps, wordsFor(language))]));
  const providerFor = (words: Words) => providers.get(words.language) ?? installProvider(deps, words);
  return {
    async begin(req, res) {
      guard(res);
      await providerFor(wordsForBrowser(req)).handleInstallPath(req, res);
    },
    async finish(req, res) {
      guard(res);
      const words = wordsForBrowser(req);
      await providerFor(words).handleCallback(req, res, {
        successAsync: async (granted) => answer(res, 200, installedPage(words, installedIn(granted, deps.command))),
        failureAsync: async (error) => refuse(deps, words, res, error),
      });
    },
  };
}

function installProvider(deps: InstallDeps, words: Words): InstallProvider {
  const { clientId, clientSecret } = deps.install;
  return new InstallProvider({
    clientId,
    clientSecret,
    stateStore: spentOnce(deps),
    installUrlOptions: { scopes: Object.keys(deps.scopes) },
    renderHtmlForInstallPath: (url) => beginPage(words, url, deps.scopes),
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

type Refusal = 'notAllowed' | 'stale';
const refusals: Record<string, Refusal> = {
  [ErrorCode.AuthorizationError]: 'notAllowed',
  [ErrorCode.MissingStateError]: 'stale',
  [ErrorCode.InvalidStateError]: 'stale',
  [ErrorCode.MissingCodeError]: 'stale',
};

function refuse(deps: InstallDeps, words: Words, res: ServerResponse, error: CodedError): void {
  const why = Object.hasOwn(refusals, error.code) ? refusals[error.code] : undefined;
  if (why === undefined) deps.onError(error);
  answer(res, why === undefined ? 502 : 400, refusedPage(words, words.install.refused[why ?? 'trouble']));
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
