import { type Fault, type FaultDesk, pause } from '../faults.ts';
import { argumentsOf, type Exchange, json, type Reply } from '../http-exchange.ts';
import type { JsonObject } from '../json.ts';
import type { RateLimiter } from '../rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { Installation, Token, World } from '../world.ts';
import { argument, decodedArguments, type Method, type MethodTable, requireArguments } from './method.ts';

export interface ApiDesk {
  world: World;
  methods: MethodTable;
  faults: FaultDesk;
  /** Absent when limits are not enforced. */
  limiter?: RateLimiter;
}

/** Refusals that a careful app never earns, whatever people do; they are also violations. */
const brokenRules = new Set([
  'duplicate_external_id',
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_metadata_format',
  'invalid_trigger_id',
  'metadata_too_large',
  'missing_scope',
  'msg_too_long',
  'no_text',
  'parameter_validation_failed',
  'push_limit_reached',
  'too_many_attachments',
  'unknown_method',
  'view_too_large',
]);

/** Answers POST (or GET) /api/<method> and writes the call to the journal. */
export async function answerCall(desk: ApiDesk, exchange: Exchange): Promise<Reply> {
  const name = exchange.path.slice('/api/'.length);
  const given = argumentsOf(exchange);
  const token = bearer(exchange) || argument(given ?? {}, 'token');
  const { token: _token, ...args } = decodedArguments(given ?? {});
  const team = desk.world.tokens.get(token)?.installation.team ?? null;
  const about = { method: name, team, channel: argument(args, 'channel') };
  const fault = desk.faults.take(about);
  if (fault?.kind === 'slow') await pause(desk.world, fault.ms ?? 0);
  const run = () => (given ? answered(desk, exchange, name, args, token) : { ok: false, error: 'invalid_json' });
  const reply = faultReply(fault, run) ?? limited(desk, about, run, grantedTo(desk.world, token));
  desk.world.journal.called({ at: desk.world.clock.now(), method: name, team, args, ...outcome(reply) });
  return reply;
}

function bearer({ headers }: Exchange): string {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

function outcome(reply: Reply) {
  if ('broken' in reply) return { status: reply.broken, answer: null };
  if ('streaming' in reply) return { status: 200, answer: null };
  return { status: reply.status, answer: JSON.parse(String(reply.body ?? 'null')) as unknown };
}

/** The reply a fault forces; a `commit_…` fault does the work first and then loses the answer. */
export function faultReply(fault: Fault | undefined, run: () => unknown): Reply | undefined {
  switch (fault?.kind) {
    case '429':
      return tooMany(fault.retryAfter ?? 1);
    case '500':
      return json({ ok: false, error: 'internal_error' }, 500);
    case 'error':
      return json({ ok: false, error: fault.error ?? 'internal_error' });
    case 'hang':
    case 'drop':
      return { broken: fault.kind };
    case 'commit_then_drop':
    case 'commit_then_hang':
      run();
      return { broken: fault.kind === 'commit_then_hang' ? 'hang' : 'drop' };
    case 'commit_then_500':
      run();
      return json({ ok: false, error: 'internal_error' }, 500);
    default:
      return undefined;
  }
}

export function tooMany(seconds: number): Reply {
  return json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(seconds) });
}

/** Slack names a token's scopes in every answer to it. */
function grantedTo(world: World, token: string): { [name: string]: string } {
  const scopes = world.tokens.get(token)?.installation.scopes;
  return scopes ? { 'x-oauth-scopes': scopes.join(',') } : {};
}

function limited(
  desk: ApiDesk,
  about: { method: string; team: string | null; channel: string },
  run: () => unknown,
  headers: { [name: string]: string },
) {
  const tier = desk.methods[about.method]?.tier;
  const wait = tier && desk.limiter ? desk.limiter.admit({ ...about, tier }) : 0;
  return wait > 0 ? tooMany(wait) : json(run(), 200, headers);
}

function answered(desk: ApiDesk, { headers }: Exchange, name: string, args: JsonObject, token: string): JsonObject {
  try {
    const method = desk.methods[name];
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    return { ok: true, ...permitted(desk.world, method, args, token, headers) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (brokenRules.has(error.code)) desk.world.journal.violated(error.code, `${name}: ${JSON.stringify(error.extra)}`);
    return { ok: false, error: error.code, ...error.extra };
  }
}

function permitted(
  world: World,
  method: Method,
  args: JsonObject,
  token: string,
  headers: Exchange['headers'],
): JsonObject {
  if (method.token === 'none' || method.token === 'app') {
    if (method.token === 'app') requireAppToken(world, token);
    requireArguments(args, method.required);
    return method.run({ world, args, headers });
  }
  const installation = servedBy(world, requireBotToken(world, token), argument(args, 'team_id'));
  const { scopes } = installation;
  if (method.scopes && !method.scopes.some((scope) => scopes.includes(scope))) {
    throw new Refusal('missing_scope', { needed: method.scopes[0], provided: scopes.join(',') });
  }
  requireArguments(args, method.required);
  return method.run({ world, args, headers, installation, token });
}

/** An org-wide token acts in the workspace that a call names, and in no other enterprise. */
function servedBy(world: World, { installation }: Token, teamId: string): Installation {
  if (!installation.enterprise || !teamId) return installation;
  const named = world.installations.get(teamId);
  if (named?.enterprise !== installation.enterprise) throw new Refusal('team_access_not_granted');
  return named;
}

function requireAppToken(world: World, token: string): void {
  if (!token) throw new Refusal('not_authed');
  if (world.tokens.has(token)) throw new Refusal('not_allowed_token_type');
  if (token !== world.app.appToken) throw new Refusal('invalid_auth');
}

function requireBotToken(world: World, token: string): Token {
  if (!token) throw new Refusal('not_authed');
  if (token === world.app.appToken) throw new Refusal('not_allowed_token_type');
  const record = world.tokens.get(token);
  if (!record) throw new Refusal('invalid_auth');
  if (record.dead) throw new Refusal(record.dead);
  if (record.expiresAt !== undefined && world.clock.now() >= record.expiresAt) throw new Refusal('token_expired');
  return record;
}
