import { type Logger, pino } from 'pino';
import { systemClock } from '../clock.ts';
import { type Config, parseConfig } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import { boltLogger } from '../log.ts';
import { createRoq } from '../roq/client.ts';
import { slackApi } from '../slack/api.ts';
import { slackProbe } from '../slack/probe.ts';
import { slackLogLevel } from '../slack/workspace.ts';
import { inspectStore } from '../store/inspect.ts';
import { checkClock } from './clock-check.ts';
import { bad, type Finding, good } from './finding.ts';
import { checkReach } from './reach-checks.ts';
import { checkRoq } from './roq-checks.ts';
import { checkSlack } from './slack-checks.ts';
import { checkStore } from './store-checks.ts';

export type Examination = {
  env: Readonly<Record<string, string | undefined>>;
  /** Of the manifest. */
  scopes: readonly string[];
  /** Who gets a mail to try the template. */
  mailTo?: string | undefined;
};

/** Everything the app needs, tried one after another. Changes nothing, but for the mail that was asked for. */
export async function examine({ env, scopes, mailTo }: Examination): Promise<Finding[]> {
  const config = readConfig(env);
  if (Array.isArray(config)) return config;
  const silent = pino({ level: 'silent' });
  const clocks = [checkClock('Slack', config.slack.apiUrl), checkClock('ROQ', config.roq.platformUrl)];
  return [
    good(`The environment is whole: ${kindOf(config)}`),
    ...(await checkSlack(config.slack, probeOf(config, silent), scopes)),
    ...(await withRoq(config, silent, mailTo)),
    ...(await checkStore(config, () => inspectStore({ ...config.store, clock: systemClock }))),
    ...(await checkReach(config)),
    ...(await Promise.all(clocks)),
  ];
}

function readConfig(env: Examination['env']): Config | Finding[] {
  try {
    return parseConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ name, why, todo }) => bad(`${name} ${why}`, todo));
  }
}

const kindOf = ({ slack, store }: Config): string =>
  [
    slack.install.kind === 'oauth' ? 'many workspaces' : 'one workspace',
    slack.mode === 'socket' ? 'Socket Mode' : 'HTTP',
    store.databaseUrl ? 'PostgreSQL' : 'embedded database',
  ].join(', ');

const probeOf = ({ slack }: Config, log: Logger) =>
  slackProbe(
    slackApi(slack.apiUrl, () => {}),
    boltLogger(log, slackLogLevel),
  );

async function withRoq(config: Config, log: Logger, mailTo: string | undefined): Promise<Finding[]> {
  const roq = createRoq({ ...config.roq, operationTimeoutMs: 20_000, retries: 0 }, { log });
  return checkRoq(config, roq, mailTo).finally(() => roq.close());
}
