import { type Environment, saveInvite } from './environment.ts';
import type { InviteRecord } from './records.ts';

/** Whether the mailed link is too old; the status may still say `pending`. */
export const isOverdue = (env: Environment, invite: InviteRecord): boolean =>
  invite.status === 'expired' || (invite.status === 'pending' && env.clock.now() >= invite.validTill);

/** Turns every overdue invite to `expired`. Called before each read and by the clock. */
export function expireOverdue(env: Environment): void {
  if (!env.switches.expiryFlipsStatus) return;
  for (const invite of env.db.invites.all()) {
    if (invite.status !== 'pending' || !isOverdue(env, invite)) continue;
    const expired = { ...invite, status: 'expired' as const, statusUpdatedAt: invite.validTill };
    saveInvite(env, { ...expired, updatedAt: invite.validTill }, { silent: !env.switches.expirySendsWebhook });
  }
}

/** Lets the time of one invite run out now. @throws Error for an unknown one or one that does not wait */
export function endTime(env: Environment, inviteId: string): InviteRecord {
  const invite = env.db.invites.get(inviteId);
  if (invite?.status !== 'pending') throw new Error('this invite does not wait any more');
  const ended = saveInvite(env, { ...invite, validTill: env.clock.now() }, { silent: true });
  expireOverdue(env);
  return env.db.invites.get(inviteId) ?? ended;
}

export interface ExpiryTimer {
  /** Hears of an invite that was written. */
  note(invite: InviteRecord): void;
  /** Looks at every invite again. */
  rearm(): void;
  stop(): void;
}

/** Keeps one timer on the clock, at the next moment an invite expires. */
export function expiryTimer(env: Environment): ExpiryTimer {
  let cancel = () => {};
  let armedFor = Number.POSITIVE_INFINITY;
  const stop = () => {
    cancel();
    armedFor = Number.POSITIVE_INFINITY;
  };
  const note = (invite: InviteRecord) => {
    if (invite.status !== 'pending' || invite.validTill >= armedFor || !env.switches.expiryFlipsStatus) return;
    cancel();
    armedFor = invite.validTill;
    cancel = env.clock.after(Math.max(0, armedFor - env.clock.now()), () => {
      expireOverdue(env);
      rearm();
    });
  };
  const rearm = () => {
    stop();
    const pending = env.db.invites.all().filter((invite) => invite.status === 'pending');
    const next = pending.reduce<InviteRecord | undefined>(
      (soonest, invite) => (soonest && soonest.validTill <= invite.validTill ? soonest : invite),
      undefined,
    );
    if (next) note(next);
  };
  return { note, rearm, stop };
}
