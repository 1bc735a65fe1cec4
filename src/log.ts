import type { Writable } from 'node:stream';
import { type ChildLoggerOptions, type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';
import { maskEmail } from './invites/mask.ts';

/**
 * JSON lines without secrets and without what people wrote: fields are redacted by name at any depth, errors told by
 * `tellError`, and whatever looks like an address, a token or a secret link is masked in the finished line.
 */
export function createLog(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = {
    level,
    formatters: { level: (label: string) => ({ level: label }), log: (fields: object) => redactFields(fields) },
    // The formatters have told the error by now; pino's own serializer would copy everything that hangs on it.
    serializers: { err: (told: unknown) => told },
    hooks: { streamWrite: maskLine },
  };
  return redactBindings(destination ? pino(options, destination) : pino(options));
}

/**
 * Where lines go that a person at a terminal reads, in colours and words; `undefined`, and so JSON, everywhere else and
 * where pino-pretty is not installed, as in production.
 */
export async function forPeople(out: Writable & { isTTY?: boolean }): Promise<DestinationStream | undefined> {
  if (!out.isTTY) return undefined;
  return import('pino-pretty').then(
    ({ default: pretty }) =>
      pretty({ destination: out, ignore: 'pid,hostname', translateTime: 'HH:MM:ss', sync: true }),
    () => undefined,
  );
}

/** pino asks no formatter about a child's fields, and children inherit `child` from their parent. */
function redactBindings(log: Logger): Logger {
  const child: (this: Logger, fields: object, options?: ChildLoggerOptions) => Logger = log.child;
  return Object.assign(log, {
    child(this: Logger, bindings: object, options?: ChildLoggerOptions) {
      return child.call(this, redactFields(bindings), options);
    },
  });
}

/** What Bolt logs through, without naming Bolt's types: `Level` is the caller's enum. */
export interface BoltLogger<Level extends string> {
  debug(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  error(...parts: unknown[]): void;
  setLevel(level: Level): void;
  getLevel(): Level;
  setName(name: string): void;
}

/** Bolt's debug lines hold whole requests, so they are our `trace`. `log` decides the level; `level` is what Bolt is told. */
export function boltLogger<Level extends string>(log: Logger, level: Level): BoltLogger<Level> {
  const bolt = log.child({ part: 'bolt' });
  return {
    debug: (...parts) => writeParts(bolt, 'trace', parts),
    info: (...parts) => writeParts(bolt, 'info', parts),
    warn: (...parts) => writeParts(bolt, 'warn', parts),
    error: (...parts) => writeParts(bolt, 'error', parts),
    setLevel: () => {},
    getLevel: () => level,
    setName: () => {},
  };
}

function writeParts(log: Logger, level: 'trace' | 'info' | 'warn' | 'error', parts: unknown[]): void {
  if (!log.isLevelEnabled(level)) return;
  const err = parts.find((part) => part instanceof Error);
  const objects = parts.filter((part) => typeof part === 'object' && part !== err);
  const words = parts.filter((part) => typeof part !== 'object').join(' ');
  const fields = { ...(err && { err }), ...(objects.length > 0 && { detail: objects }) };
  log[level](fields, words || err?.message || 'Bolt says');
}

const redacted = '[redacted]';
const secretEnding =
  /(authorization|token|secret|apikey|webhookkey|encryptionkeys?|password|cookie|emails?|privatemetadata|responseurl)$/;
const secretNames = new Set(['code', 'text', 'firstname', 'lastname']);
/** What a machine calls a failure, as against a one-time code or an OAuth code. */
const machineCode = /^[A-Z]+(_[A-Z0-9]+)*$|^[a-z]+(_[a-z]+)+$/;
const deepest = 8;

function redactFields(fields: object, within: readonly unknown[] = []): Record<string, unknown> {
  const around = [...within, fields];
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isSecret(key, value) ? redacted : redactValue(value, around)]),
  );
}

function isSecret(key: string, value: unknown): boolean {
  const name = key.toLowerCase().replace(/[^a-z]/g, '');
  if (value === undefined || !(secretEnding.test(name) || secretNames.has(name))) return false;
  return name !== 'code' || !machineCode.test(String(value));
}

/** Looks into plain objects, arrays and errors only: a socket or a request would drag half the process along. */
function redactValue(value: unknown, within: readonly unknown[]): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (within.includes(value) || within.length > deepest) return '[...]';
  if (value instanceof Error) return tellError(value, within);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, [...within, value]));
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype
    ? redactFields(value, within)
    : `[${value.constructor.name}]`;
}

/** Only what we know of an error: SDKs hang whole requests and answers on theirs. */
function tellError(error: Error, within: readonly unknown[]): Record<string, unknown> {
  const { code, statusCode, facts, data, cause, errors } = error as Error & Partial<Record<string, unknown>>;
  const inside = { facts, cause, errors: error instanceof AggregateError ? errors : undefined };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    code: typeof code === 'object' ? undefined : code,
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    slackError: slackError(data),
    ...redactFields(inside, [...within, error]),
  };
}

/** The word by which Slack's Web API names a failure. */
function slackError(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('error' in data)) return undefined;
  return typeof data.error === 'string' ? data.error : undefined;
}

/** Escapes of the JSON line come first, so that no mask cuts one in two; runs are bounded, so that no line takes long. */
const shapes = new RegExp(
  [
    String.raw`(?<escaped>\\(?:u[\da-f]{4}|.))`,
    String.raw`(?<bearer>\b(?:bearer|basic)\s+)[\w.~+/=-]{16,}`,
    String.raw`(?<slack>\b(?:xox[a-z]|xapp|xwfp)[.-])[\w.%-]+`,
    String.raw`(?<jws>\beyJ)[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?`,
    String.raw`(?<hook>https:\/\/hooks\.slack[\w.-]*\/)[^\s"\\<>]+`,
    String.raw`(?<login>:\/\/)[^\s"\\/@]{1,256}(?=@)`,
    String.raw`(?<query>[?&](?:code|state|token)=)[^\s"\\&#]+`,
    String.raw`(?<email>[^\s"\\<>()[\],;:@|=/]{1,64}(?:@|%40)(?:[\p{L}\p{M}\d-]{1,63}\.){1,8}\p{L}[\p{L}\p{M}\d-]+)`,
  ].join('|'),
  'giu',
);

function maskLine(line: string): string {
  return line.replace(shapes, (found, ...rest) => {
    const { escaped, email, ...starts } = rest.at(-1) as Record<string, string | undefined>;
    if (escaped !== undefined) return found;
    if (email !== undefined) return maskEmail(found.replace(/%40/i, '@'));
    return `${Object.values(starts).find((start) => start !== undefined) ?? ''}•••`;
  });
}
