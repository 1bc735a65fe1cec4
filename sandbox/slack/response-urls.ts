import { type ApiDesk, faultReply } from './api/call.ts';
import { pause } from './faults.ts';
import { type Exchange, json, type Reply } from './http-exchange.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { applyReply } from './replies.ts';
import { type ReplyBody, replyFault } from './rules/reply.ts';
import type { ResponseUrl, World } from './world.ts';

const mostUses = 5;
const life = 30 * 60_000;

/** A response_url: five uses within 30 minutes on the clock. */
export function newResponseUrl(
  world: World,
  kind: 'actions' | 'commands',
  about: Omit<ResponseUrl, 'id' | 'at' | 'uses'>,
): string {
  const id = `/${kind}/${about.team}/${world.ids.id('')}/${world.ids.secret()}`;
  world.responseUrls.set(id, { id, at: world.clock.now(), uses: 0, ...about });
  return `${world.url}${id}`;
}

/** Answers a POST to a response_url; spent and expired ones get 404. */
export async function answerResponseUrl(desk: ApiDesk, exchange: Exchange): Promise<Reply> {
  const { world, faults } = desk;
  const record = world.responseUrls.get(exchange.path);
  const body = parseJson(exchange.body.toString());
  const team = record?.team ?? null;
  const fault = faults.take({ method: 'response_url', team, channel: record?.channel ?? '' });
  if (fault?.kind === 'slow') await pause(world, fault.ms ?? 0);
  const run = () => used(world, record, body);
  const reply = faultReply(fault, run) ?? run();
  world.journal.called({
    at: world.clock.now(),
    method: 'response_url',
    team,
    args: isObject(body) ? body : { raw: exchange.body.toString() },
    status: 'status' in reply ? reply.status : 'broken' in reply ? reply.broken : 200,
    answer: 'body' in reply ? String(reply.body) : null,
  });
  return reply;
}

function used(world: World, record: ResponseUrl | undefined, body: unknown): Reply {
  if (!record) return refused(world, 404, 'invalid_url', 'unknown response_url');
  if (world.clock.now() - record.at >= life) return refused(world, 404, 'expired_url', 'used after 30 minutes');
  if (record.uses >= mostUses) return refused(world, 404, 'used_url', `used more than ${mostUses} times`);
  const fault = replyFault(body);
  if (fault) return refused(world, 400, fault.split(':')[0] ?? fault, fault);
  record.uses += 1;
  applyReply(world, record, body as ReplyBody);
  return json({ ok: true });
}

function refused(world: World, status: number, error: string, detail: string): Reply {
  world.journal.violated('response_url', detail);
  const answer: JsonObject = { ok: false, error };
  return json(answer, status);
}
