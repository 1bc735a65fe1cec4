import { randomBytes } from 'node:crypto';
import { teamOf } from '../directory.ts';
import type { Ack } from '../journal.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Installation, World } from '../world.ts';
import { deliver } from './deliver.ts';
import { verificationToken } from './payloads.ts';

/** The bot events the emulator can send, with the scopes of which one is needed to be told. */
export const eventScopes: { [event: string]: string[] } = {
  app_home_opened: [],
  app_uninstalled: [],
  function_executed: [],
  tokens_revoked: [],
  team_access_revoked: [],
  'message.im': ['im:history'],
  app_mention: ['app_mentions:read'],
  user_change: ['users:read'],
  team_join: ['users:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
};

/** Retry delays after a failed delivery, in ms on the clock: at once, after a minute, after five. */
const retryAfter = [0, 60_000, 300_000];

/**
 * Sends an event to one installation if the app subscribed to it and may hear it; resolves with the answer to the
 * first attempt. A failure is retried three times, unless the app answers `x-slack-no-retry: 1`.
 */
export async function sendEvent(
  world: World,
  installation: Installation,
  subscription: string,
  event: JsonObject,
  extShared = false,
): Promise<Ack | null> {
  if (!hears(world, installation, subscription)) return null;
  const payload = wrapped(world, installation, event, extShared);
  return attempt(world, installation, payload, 0, '');
}

function hears(world: World, installation: Installation, subscription: string): boolean {
  const needed = eventScopes[subscription] ?? [];
  const subscribed = world.app.events?.includes(subscription) ?? true;
  return subscribed && (needed.length === 0 || needed.some((scope) => installation.scopes.includes(scope)));
}

async function attempt(
  world: World,
  installation: Installation,
  payload: JsonObject,
  num: number,
  reason: string,
): Promise<Ack> {
  const name = eventType(payload);
  const retry = num > 0 ? { num, reason } : undefined;
  const ack = await deliver(world, { kind: 'event', name, team: installation.team, payload, retry });
  const wait = retryAfter[num];
  if (ack.outcome === 'ok' || ack.headers['x-slack-no-retry'] === '1' || wait === undefined) return ack;
  const again = () => void attempt(world, installation, payload, num + 1, reasonOf(ack));
  if (wait === 0) again();
  else world.clock.after(wait, again);
  return ack;
}

function reasonOf({ outcome }: Ack): string {
  const reasons = {
    late: 'http_timeout',
    refused: 'http_error',
    unreachable: 'connection_failed',
    ok: 'unknown_error',
  };
  return reasons[outcome];
}

function eventType({ event }: JsonObject): string {
  return typeof event === 'object' && event !== null && 'type' in event ? textOf(event.type) : '';
}

function wrapped(world: World, installation: Installation, event: JsonObject, extShared: boolean): JsonObject {
  const enterprise = teamOf(world, installation.team).enterpriseId ?? null;
  return {
    token: verificationToken,
    team_id: installation.team,
    context_team_id: installation.team,
    context_enterprise_id: enterprise,
    api_app_id: world.app.appId,
    event: { ...event, event_ts: textOf(event.event_ts) || world.ids.ts() },
    type: 'event_callback',
    event_id: world.ids.id('Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterprise,
        team_id: installation.team,
        user_id: installation.botUserId,
        is_bot: true,
        is_enterprise_install: installation.enterprise !== undefined,
      },
    ],
    is_ext_shared_channel: extShared,
    event_context: `4-${randomBytes(24).toString('base64url')}`,
  };
}

/** Sends an event once more, as Slack may: the same event_id, marked as a retry. Throws for an unknown id. */
export async function redeliver(world: World, eventId: string): Promise<Ack> {
  const past = world.journal.deliveries.find((delivery) => delivery.payload.event_id === eventId);
  if (!past) throw new Error(`no event ${eventId} was delivered`);
  const retry = { num: 1, reason: 'http_timeout' };
  return deliver(world, { kind: 'event', name: past.name, team: past.team, payload: past.payload, retry });
}
