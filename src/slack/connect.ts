import type { App } from '@slack/bolt';
import type { Logger as SlackLogger } from '@slack/logger';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Installations } from '../workspaces/installation.ts';
import type { SlackApi } from './api.ts';
import type { InFlight } from './in-flight.ts';
import { type InstallDesk, installDesk } from './install.ts';
import { manyWorkspaces } from './many-workspaces.ts';
import { tokenExchange } from './token-rotation.ts';
import { registerUninstall } from './uninstall.ts';
import { singleWorkspace, type Workspace } from './workspace.ts';

type OAuth = { kind: 'oauth'; clientId: string; clientSecret: string; stateSecret: string };
export type ConnectConfig = {
  install: { kind: 'single'; botToken: string } | OAuth;
  api: SlackApi;
  command: string;
};

export type ConnectDeps = {
  installations: Installations;
  clock: Clock;
  /** What the app asks for, with the reason of each. */
  scopes: Readonly<Record<string, string>>;
  logger: SlackLogger;
  log: Logger;
  wakePosts: () => void;
  onError: (error: unknown, where: object | undefined) => void;
};

/** The workspaces this app serves; with OAuth also how they come and go. */
export type Connection = {
  workspace: Workspace;
  desk?: InstallDesk;
  listen?: (app: App, inFlight: InFlight) => void;
};

export function connectSlack(config: ConnectConfig, deps: ConnectDeps): Connection {
  const { install, api } = config;
  if (install.kind === 'oauth') return connectMany({ ...config, install }, deps);
  return { workspace: singleWorkspace({ botToken: install.botToken, api, logger: deps.logger }) };
}

function connectMany(config: ConnectConfig & { install: OAuth }, deps: ConnectDeps): Connection {
  const { install, api } = config;
  const { installations, log, logger } = deps;
  const exchange = tokenExchange({ ...install, api, logger });
  const workspace = manyWorkspaces({ ...deps, api, exchange });
  const desk = installDesk({
    ...config,
    ...deps,
    onError: (error) => deps.onError(error, undefined),
    installed: ({ id }) => {
      workspace.forget([id]);
      deps.wakePosts();
      log.info({ installation: id }, 'the app was installed');
    },
  });
  const listen = (app: App, inFlight: InFlight) =>
    registerUninstall(app, { installations, workspace, api, log }, inFlight);
  return { workspace, desk, listen };
}
