import type { Clock } from '../clock.ts';
import type { WebhookArrivals } from './ports.ts';

/** Whether ROQ's webhooks reach this app: no key for them, none yet, or the minute of the last one (ISO 8601). */
export type WebhookState = 'unset' | 'never' | string;

export interface WebhookWatch {
  /** One came; `ofInvite` when it told of a user invite. */
  arrived(ofInvite: boolean): Promise<void>;
  state(): Promise<WebhookState>;
  /** Whether webhooks have told of invites lately. */
  tell(): Promise<boolean>;
}

const minute = 60_000;
/** This long after the last one, webhooks are not relied on any more, ms. */
const reliedOnMs = 6 * 60 * minute;

/** Stored, so that every replica knows; at most one write a minute and kind. */
export function webhookWatch(deps: {
  arrivals: WebhookArrivals;
  environmentId: string;
  hasKey: boolean;
  clock: Clock;
}): WebhookWatch {
  const { arrivals, environmentId, hasKey, clock } = deps;
  const noted = { any: Number.NEGATIVE_INFINITY, invite: Number.NEGATIVE_INFINITY };
  const last = async () => (hasKey ? arrivals.last(environmentId) : undefined);
  return {
    async arrived(ofInvite) {
      const at = clock.now();
      if (at - noted[ofInvite ? 'invite' : 'any'] < minute) return;
      noted.any = at;
      if (ofInvite) noted.invite = at;
      await arrivals.note(environmentId, { at, inviteAt: ofInvite ? at : undefined });
    },
    async state() {
      if (!hasKey) return 'unset';
      const seen = await last();
      return seen ? `${new Date(seen.at).toISOString().slice(0, 16)}Z` : 'never';
    },
    async tell() {
      const inviteAt = (await last())?.inviteAt;
      return inviteAt !== undefined && clock.now() - inviteAt < reliedOnMs;
    },
  };
}
