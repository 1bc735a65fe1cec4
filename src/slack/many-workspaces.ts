import type { Logger } from '@slack/logger';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { Installation, Installations, SlackPlace } from '../workspaces/installation.ts';
import type { SlackApi } from './api.ts';
import { type Exchange, isEnding, tokenKeeper } from './token-rotation.ts';
import { backgroundClient, interactiveClient, type Workspace } from './workspace.ts';

export type ManyWorkspacesDeps = {
  installations: Installations;
  exchange: Exchange;
  clock: Clock;
  api: SlackApi;
  logger: Logger;
  onError: (error: unknown, where: { installation: string }) => void;
};

/** Every workspace the app was installed in by OAuth. */
export type ManyWorkspaces = Workspace & {
  /** What was known of these teams is read anew. */
  forget(teamIds: readonly string[]): void;
};

/** An install is read anew after this, ms: so long may another replica act on one that is gone. */
const freshMs = 30_000;

type Known = { installation: Installation; at: number; client: () => WebClient; background: () => WebClient };

/** Throws Problem `not_installed` for every other workspace. */
export function manyWorkspaces(deps: ManyWorkspacesDeps): ManyWorkspaces {
  const recent = boundedCache<Known>(500);
  const asking = new Map<string, Promise<Known>>();
  const keepTokens = tokenKeeper(deps);

  const ask = async (key: string, place: SlackPlace, fresh: Installation | undefined): Promise<Known> => {
    const found = fresh ?? (await deps.installations.find(place));
    if (!found) {
      recent.delete(key);
      throw new Problem('not_installed');
    }
    const installation = await keepTokens(found);
    const before = recent.get(key);
    const at = fresh && before ? before.at : deps.clock.now();
    const same = before?.installation.botToken === installation.botToken ? before : undefined;
    const now = { ...(same ?? clientsOf(deps, installation, place.teamId)), installation, at };
    recent.set(key, now);
    return now;
  };
  const known = (place: SlackPlace): Promise<Known> => {
    const key = place.teamId ?? place.enterpriseId ?? '';
    const hit = recent.get(key);
    const fresh = hit && deps.clock.now() - hit.at < freshMs ? hit : undefined;
    if (fresh && !isEnding(fresh.installation, deps.clock.now())) return Promise.resolve(fresh);
    const asked = asking.get(key) ?? ask(key, place, fresh?.installation).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  };
  const anonymous = new WebClient(undefined, { ...interactiveClient(deps.api), logger: deps.logger });

  return {
    async authorize(teamId, enterpriseId) {
      const { installation } = await known({ teamId, enterpriseId });
      const { botToken, botId, botUserId, scopes, id } = installation;
      return { botToken, botId, botUserId, scopes, teamId: teamId ?? id };
    },
    client: async (teamId) => (await known({ teamId })).client(),
    backgroundClient: async (teamId) => (await known({ teamId })).background(),
    serves: (teamId) => known({ teamId }).then(() => true, absent),
    ready: async () => void (await anonymous.api.test()),
    scopes: {
      has: async (teamId, scope) => (await known({ teamId })).installation.scopes.includes(scope),
      recall: (teamId, scope) => recent.get(teamId)?.installation.scopes.includes(scope),
    },
    forget(teamIds) {
      for (const id of teamIds) recent.delete(id);
    },
  };
}

const absent = (error: unknown): boolean => {
  if (error instanceof Problem && error.code === 'not_installed') return false;
  throw error;
};

/** Made when first used: each is 26 kB. Under an org-wide install every call names the workspace it is for. */
function clientsOf({ api, logger }: ManyWorkspacesDeps, installation: Installation, teamId: string | undefined) {
  const where = { logger, ...(teamId && teamId !== installation.id ? { teamId } : {}) };
  const made = (options: WebClientOptions) => {
    let client: WebClient | undefined;
    return () => {
      client ??= new WebClient(installation.botToken, { ...options, ...where });
      return client;
    };
  };
  return { client: made(interactiveClient(api)), background: made(backgroundClient(api)) };
}
