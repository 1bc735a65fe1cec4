import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { type Required, type VariableName, variables } from './config-variables.ts';

export type Config = {
  readonly slack: SlackConfig;
  readonly roq: {
    /** Without a trailing slash. */
    readonly platformUrl: string;
    readonly environmentId: string;
    readonly apiKey: string;
    readonly webhookKey?: string | undefined;
    /** Only people of this tenant are recognised. */
    readonly tenantId?: string | undefined;
    /** Key of the mail template that carries a one-time code. */
    readonly linkMailTemplate: string;
    readonly batchSize: number;
    readonly maxInFlight: number;
    readonly tokenTimeoutMs: number;
    readonly queryTimeoutMs: number;
    readonly mutationTimeoutMs: number;
  };
  /** Whether Slack's e-mail address proves who somebody is; else everybody links their ROQ account by a mailed code. */
  readonly trustSlackEmail: boolean;
  readonly store: { readonly databaseUrl?: string | undefined; readonly dataDir: string };
  /** 32 bytes each; the first seals, all open. Empty only for one workspace. */
  readonly encryptionKeys: readonly Buffer[];
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Without a trailing slash. */
    readonly publicUrl?: string | undefined;
  };
  readonly logLevel: LogLevel;
  /** Whether traces are exported; the SDK reads the rest from the environment by itself. */
  readonly tracing: boolean;
  readonly cooldownMs: number;
  readonly drainMs: number;
};

export type SlackConfig = (
  | { readonly mode: 'http'; readonly signingSecret: string; readonly appToken?: undefined }
  | { readonly mode: 'socket'; readonly signingSecret?: string | undefined; readonly appToken: string }
) & {
  readonly install: Install;
  /** Always ends with a slash. */
  readonly apiUrl: string;
  readonly command: string;
};

export type Install =
  | { readonly kind: 'single'; readonly botToken: string }
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
    };

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; an empty variable counts as absent. Throws ConfigError. */
export function parseConfig(env: Environment): Config {
  const present = withoutEmpty(env);
  const read = environment.safeParse(present);
  const missing = missingIn(present);
  const bad = read.success ? new Map() : firstIssues(read.error);
  const faults = variables.flatMap(({ name }) => {
    const why = missing.has(name) ? 'is missing' : bad.get(name);
    return why === undefined ? [] : [{ name, why }];
  });
  if (!read.success || faults.length > 0) throw new ConfigError(faults);
  return arrange(read.data);
}

function withoutEmpty(env: Environment): Record<string, string> {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ''] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

function missingIn(present: Environment): Set<VariableName> {
  const oauth = oauthNames.some((name) => present[name] !== undefined);
  const holds: Record<Required, boolean> = {
    always: true,
    http: present.SLACK_APP_TOKEN === undefined,
    oauth,
    single: !oauth,
    never: false,
  };
  const absent = variables.filter(({ name, required }) => holds[required] && present[name] === undefined);
  return new Set(absent.map(({ name }) => name));
}

function firstIssues(error: z.ZodError): Map<PropertyKey | undefined, string> {
  return new Map(error.issues.toReversed().map((issue) => [issue.path[0], issue.message]));
}

const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** What Slack takes for a command: `/` and up to 31 lower-case letters, digits, `-` or `_`. */
export const slashCommand = z
  .string()
  .regex(/^\/[a-z0-9_-]{1,31}$/, 'must be / and up to 31 lower-case letters, digits, - or _');

const startingWith = (prefix: string) => z.string().startsWith(prefix, `must start with ${prefix}`);

const webAddress = z
  .string()
  .refine((text) => readUrl(text, ['http:', 'https:']) !== undefined, 'must be an http(s) address without a query')
  .transform((text) => text.replace(/\/+$/, ''));

function readUrl(text: string, protocols: readonly string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !protocols.includes(url.protocol) || /[?#]/.test(text)) return undefined;
  return url.username || url.password ? undefined : url;
}

const whole = (least: number, most: number, absent: number) => {
  const why = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, why)
    .transform(Number)
    .pipe(z.number(why).min(least, why).max(most, why))
    .default(absent);
};
const milliseconds = (absent: number) => whole(100, 600_000, absent);

const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').map((key) => readKey(key.trim())))
  .refine((keys) => keys.every((key) => key.length === 32), 'must hold keys of 32 bytes each, in base64 or hex')
  .default([]);

/** An empty buffer for what is no key. */
function readKey(text: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

/** Which of these must be there depends on one another: see `missingIn`. */
const environment = z.object({
  SLACK_BOT_TOKEN: startingWith('xoxb-').default(''),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: startingWith('xapp-').optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().default(''),
  SLACK_STATE_SECRET: z.string().default(''),
  SLACK_API_URL: webAddress.default('https://slack.com/api'),
  SLACK_COMMAND: slashCommand.default('/invite'),
  TRUST_SLACK_EMAIL: z.enum(['true', 'false'], 'must be true or false').optional(),
  ROQ_PLATFORM_URL: webAddress,
  ROQ_ENVIRONMENT_ID: z.string(),
  ROQ_API_KEY: z.string(),
  ROQ_WEBHOOK_KEY: z.string().optional(),
  ROQ_TENANT_ID: z.guid('must be a tenant id such as 01234567-89ab-cdef-0123-456789abcdef').optional(),
  ROQ_LINK_MAIL_TEMPLATE: z.string().default('SLACK_LINK_CODE'),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
      'must start with postgres:// or postgresql://',
    )
    .optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEY: encryptionKeys,
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535, 3000),
  PUBLIC_URL: webAddress.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: webAddress.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.literal('http/protobuf', 'must be http/protobuf, the only one spoken here').optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], 'must be otlp or none').optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  RESEND_COOLDOWN_MINUTES: whole(0, 10_080, 10),
  ROQ_BATCH_SIZE: whole(1, 100, 10),
  ROQ_MAX_IN_FLIGHT: whole(1, 20, 3),
  ROQ_TOKEN_TIMEOUT_MS: milliseconds(5_000),
  ROQ_QUERY_TIMEOUT_MS: milliseconds(10_000),
  ROQ_MUTATION_TIMEOUT_MS: milliseconds(25_000),
  DRAIN_SECONDS: whole(0, 600, 20),
} satisfies Record<VariableName, z.ZodType>);
type Read = z.infer<typeof environment>;

function arrange(read: Read): Config {
  return {
    slack: { ...delivery(read), install: install(read), apiUrl: `${read.SLACK_API_URL}/`, command: read.SLACK_COMMAND },
    roq: {
      platformUrl: read.ROQ_PLATFORM_URL,
      environmentId: read.ROQ_ENVIRONMENT_ID,
      apiKey: read.ROQ_API_KEY,
      webhookKey: read.ROQ_WEBHOOK_KEY,
      tenantId: read.ROQ_TENANT_ID,
      linkMailTemplate: read.ROQ_LINK_MAIL_TEMPLATE,
      batchSize: read.ROQ_BATCH_SIZE,
      maxInFlight: read.ROQ_MAX_IN_FLIGHT,
      tokenTimeoutMs: read.ROQ_TOKEN_TIMEOUT_MS,
      queryTimeoutMs: read.ROQ_QUERY_TIMEOUT_MS,
      mutationTimeoutMs: read.ROQ_MUTATION_TIMEOUT_MS,
    },
    trustSlackEmail: (read.TRUST_SLACK_EMAIL ?? String(read.SLACK_CLIENT_ID === undefined)) === 'true',
    store: { databaseUrl: read.DATABASE_URL, dataDir: read.DATA_DIR },
    encryptionKeys: read.ENCRYPTION_KEY,
    http: { host: read.HOST, port: read.PORT, publicUrl: read.PUBLIC_URL },
    logLevel: read.LOG_LEVEL,
    tracing: wantsTraces(read),
    cooldownMs: read.RESEND_COOLDOWN_MINUTES * 60_000,
    drainMs: read.DRAIN_SECONDS * 1000,
  };
}

function wantsTraces(read: Read): boolean {
  const off = read.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || read.OTEL_TRACES_EXPORTER === 'none';
  return !off && (read.OTEL_EXPORTER_OTLP_ENDPOINT ?? read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined;
}

function delivery(read: Read) {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = read;
  if (appToken !== undefined) return { mode: 'socket', appToken, signingSecret } as const;
  return { mode: 'http', signingSecret: signingSecret ?? '' } as const;
}

function install(read: Read): Install {
  if (read.SLACK_CLIENT_ID === undefined) return { kind: 'single', botToken: read.SLACK_BOT_TOKEN };
  return {
    kind: 'oauth',
    clientId: read.SLACK_CLIENT_ID,
    clientSecret: read.SLACK_CLIENT_SECRET,
    stateSecret: read.SLACK_STATE_SECRET,
  };
}
