import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger as SlackLogger } from '@slack/logger';
import { type Ack, arrivalOf, arrived, watchAcks } from './acks.ts';
import type { SlackApi } from './api.ts';
import type { Connection } from './connect.ts';
import type { SlackDeps } from './deps.ts';
import { register } from './register.ts';
import { answerWithoutToken, authorizer } from './tokenless.ts';
import { listenForSteps } from './workflow-steps.ts';
import { interactiveClient } from './workspace.ts';

export type BoltConfig = {
  mode: 'http' | 'socket';
  signingSecret?: string | undefined;
  appToken?: string | undefined;
  api: SlackApi;
  command: string;
  acked: (ack: Ack) => void;
};

export interface SlackSide {
  /** Present in HTTP mode: answers `POST /slack/events`. */
  handle?: (req: IncomingMessage, res: ServerResponse) => void;
  start(): Promise<void>;
  /** No new work; resolves when the handlers under way have ended or `withinMs` has passed. */
  stop(withinMs: number): Promise<void>;
}

/** Slack bodies are small; anything larger is refused before it is read to its end. */
const bodyLimit = 1_000_000;

/** The Bolt app and its receiver, with every listener registered. */
export function slackSide(config: BoltConfig, deps: SlackDeps, connection: Connection, logger: SlackLogger): SlackSide {
  const receiver = config.mode === 'socket' ? socketReceiver(config, logger) : httpReceiver(config, logger);
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions: interactiveClient(config.api),
    authorize: authorizer(connection.workspace),
    // What comes of a step is told days later, and buttons outlive its run: all by the app's own token.
    attachFunctionToken: false,
  });
  watchAcks(app, config.acked);
  answerWithoutToken(app, config.command, config.api, deps.languages);
  const inFlight = register(app, deps, config.command);
  listenForSteps(app, deps, inFlight);
  connection.listen?.(app, inFlight);
  return {
    ...(receiver instanceof HTTPReceiver ? { handle: guarded(receiver) } : {}),
    start: async () => {
      if (receiver instanceof SocketModeReceiver) await receiver.start();
    },
    async stop(withinMs) {
      if (receiver instanceof SocketModeReceiver) await receiver.stop();
      await inFlight.drained(withinMs);
    },
  };
}

const httpReceiver = (config: BoltConfig, logger: SlackLogger) =>
  new HTTPReceiver({
    signingSecret: config.signingSecret ?? '',
    logger,
    bodyLimit,
    endpoints: '/slack/events',
    customPropertiesExtractor: arrivalOf,
  });

/**
 * The socket's own client must outlive Slack's bad hours: with bounded retries a failed reconnect ends the process,
 * and shared options would leak its retries into every other client (facts/slack section 8).
 */
const socketReceiver = (config: BoltConfig, logger: SlackLogger) =>
  new SocketModeReceiver({
    appToken: config.appToken ?? '',
    logger,
    installerOptions: {
      clientOptions: {
        slackApiUrl: config.api.url,
        fetch: config.api.fetch,
        retryConfig: { forever: true, maxTimeout: 30_000 },
      },
    },
  });

const maxSkewSeconds = 300;

/** Two things Bolt's receiver lacks: it takes future timestamps, and it stumbles over a content type with a charset. */
function guarded(receiver: HTTPReceiver) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    arrived(req);
    const sentAt = Number(req.headers['x-slack-request-timestamp']);
    if (sentAt > Date.now() / 1_000 + maxSkewSeconds) {
      res.writeHead(401).end();
      return;
    }
    const [contentType = ''] = (req.headers['content-type'] ?? '').split(';');
    if (contentType) req.headers['content-type'] = contentType.trim();
    receiver.requestListener(req, res);
  };
}
