import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { inviteStatuses } from '../invites/invite.ts';
import type { InviteHint } from '../invites/ports.ts';
import { normalized } from './answers.ts';

export type WebhookDeps = {
  /** Absent: every webhook is refused. */
  webhookKey?: string | undefined;
  environmentId: string;
  clock: Clock;
  log: Logger;
  /** Called once per webhook of this environment, after it was answered; must not throw. */
  hint: (hints: readonly InviteHint[]) => void;
};

const mostBytes = 256 * 1024;
/** A body is read on to its end, so that its sender hears the answer; but not without end. */
const mostDrained = 4 * 1024 * 1024;
const complaintEveryMs = 10 * 60_000;

/**
 * `POST /roq/webhooks`: 204 for what was taken, 400 no JSON object, 401 a wrong key, 413 too large, 503 no key set.
 * Events of another environment are taken and dropped: trying them again would not make them ours (facts/roq 3.5).
 */
export function roqWebhook(deps: WebhookDeps) {
  const complain = seldom(deps);
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const body = await readBody(req);
    const answer = (status: number) => void res.writeHead(status, status === 413 ? { connection: 'close' } : {}).end();
    if (deps.webhookKey === undefined) {
      complain('a ROQ webhook came and was refused: ROQ_WEBHOOK_KEY is not set');
      return answer(503);
    }
    if (!sameKey(deps.webhookKey, req.headers['roq-platform-webhook-key'])) {
      complain('a ROQ webhook with a wrong key was refused: compare ROQ_WEBHOOK_KEY with the ROQ Console');
      return answer(401);
    }
    if (body === undefined) return answer(413);
    const events = readEvents(body);
    if (!events) return answer(400);
    answer(204);
    const own = events.filter((event) => !event.environmentId || event.environmentId === deps.environmentId);
    if (own.length < events.length) complain('a ROQ webhook of another environment was dropped');
    if (own.length > 0) deps.hint(own.flatMap(hintOf));
  };
}

/** `undefined` when it is too large. */
async function readBody(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    size += part.length;
    if (size <= mostBytes) chunks.push(part);
    else chunks.length = 0;
    if (size > mostDrained) break;
  }
  return size <= mostBytes ? Buffer.concat(chunks).toString('utf8') : undefined;
}

/** The same time for every wrong key: what is compared are hashes of equal length. */
function sameKey(key: string, given: string | string[] | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(key), hash(typeof given === 'string' ? given : '')) && typeof given === 'string';
}

const text = z.string().max(320).nullish().catch(undefined);
const entity = z.object({ id: text, tenantId: text, status: text, email: text }).nullish().catch(undefined);
const event = z.object({
  name: text,
  id: text,
  object: text,
  environmentId: text,
  data: z.object({ current: entity, previous: entity }).nullish().catch(undefined),
});
const events = z.union([event, z.array(event)]);
type Event = z.infer<typeof event>;
type Entity = z.infer<typeof entity>;

/** One event, or a list of them; `undefined` when it is neither. */
function readEvents(body: string): Event[] | undefined {
  try {
    const parsed = events.safeParse(JSON.parse(body));
    return parsed.success ? [parsed.data].flat() : undefined;
  } catch {
    return undefined;
  }
}

/** The names are inferred from ROQ's own code, so whatever carries a user invite is taken. */
function hintOf({ name, id, object, data }: Event): InviteHint[] {
  const { current, previous } = data ?? {};
  const plain = (word: string | null | undefined) => (word ?? '').toLowerCase().replace(/[^a-z]/g, '');
  const tenantId = current?.tenantId ?? previous?.tenantId ?? undefined;
  const inviteId = id ?? current?.id ?? previous?.id;
  const isInvite =
    plain(object) === 'userinvite' || plain(name).startsWith('roquserinvite') || looksLikeInvite(current);
  if (isInvite) {
    return inviteId ? [{ kind: 'invite', inviteId, tenantId, status: current?.status?.toLowerCase() }] : [];
  }
  const isUser = plain(object) === 'user' || /^roquser(insert|update)$/.test(plain(name));
  if (!isUser || !current?.email || !tenantId) return [];
  return [{ kind: 'user', email: normalized(current.email), tenantId }];
}

/** Of all that ROQ has, only an invite has both an address and a status of these. */
const looksLikeInvite = (current: Entity): boolean =>
  Boolean(current?.email) && inviteStatuses.some((status) => status === current?.status?.toLowerCase());

/** A sender that goes on and on must not fill the log. */
function seldom({ clock, log }: Pick<WebhookDeps, 'clock' | 'log'>): (message: string) => void {
  const said = new Map<string, number>();
  return (message) => {
    const last = said.get(message);
    if (last !== undefined && clock.now() - last < complaintEveryMs) return;
    said.set(message, clock.now());
    log.warn({}, message);
  };
}
