import type { Clock } from '../clock.ts';
import type { RoqDirectory } from '../people/person.ts';
import type { ReminderSettings } from '../workspaces/settings.ts';
import type { ActStore, Mailings } from './act.ts';
import { type ExclusionDeps, excludedAmong } from './exclusions.ts';
import { isForgotten } from './forgotten.ts';
import { isGivenUp } from './given-up.ts';
import type { Invite } from './invite.ts';
import type { InviteGateway } from './ports.ts';
import { type HeldReminder, isRemindable, mostReminders, pauseOf } from './reminder.ts';

export type FactDeps = ExclusionDeps & {
  gateway: Pick<InviteGateway, 'all'>;
  roq: Pick<RoqDirectory, 'usersByEmail'>;
  acts: Pick<ActStore, 'resends'>;
  mailings: Pick<Mailings, 'lastMailed'>;
  leftOut: (where: { teamId: string; tenantId: string }) => Promise<ReadonlySet<string>>;
  clock: Clock;
};

/** What stands for and against reminders of one tenant, read at one moment. Addresses are keys. */
export type ReminderFacts = {
  now: number;
  pauseMs: number;
  /** The newest invite of each address, whatever became of it. */
  newest: ReadonlyMap<string, Invite>;
  /** Addresses with an active user in the tenant. */
  members: ReadonlySet<string>;
  mailedAt: ReadonlyMap<string, number>;
  /** By invite id. */
  resends: ReadonlyMap<string, number>;
  excluded: ReadonlySet<string>;
  /** Ids of expired invites that somebody took out of digests: as good as canceled. */
  leftOut: ReadonlySet<string>;
};

/** The newest of each address. */
function newestOf(invites: readonly Invite[]): Map<string, Invite> {
  const inOrder = [...invites].sort((a, b) => a.createdAt - b.createdAt);
  return new Map(inOrder.map((invite) => [invite.email, invite]));
}

/** Two reads of ROQ for all of them. May throw RoqError. */
export async function readFacts(
  deps: FactDeps,
  settings: ReminderSettings,
  reminders: readonly HeldReminder[],
): Promise<ReminderFacts | undefined> {
  const [first] = reminders;
  if (!first) return undefined;
  const { tenantId } = first;
  const emails = [...new Set(reminders.map(({ email }) => email))].filter((email) => !isForgotten(email));
  const ids = reminders.map(({ inviteId }) => inviteId);
  const some = emails.length > 0;
  const [invites, users, mailedAt, resends, excluded, leftOut] = await Promise.all([
    some ? deps.gateway.all({ tenantId }, { emails }) : [],
    some ? deps.roq.usersByEmail(emails, tenantId) : [],
    deps.mailings.lastMailed(tenantId, emails),
    deps.acts.resends(tenantId, ids),
    excludedAmong(deps, tenantId, emails),
    deps.leftOut(first),
  ]);
  return {
    now: deps.clock.now(),
    pauseMs: pauseOf(settings),
    newest: newestOf(invites),
    members: new Set(users.filter((user) => user.active).map((user) => user.email)),
    mailedAt,
    resends,
    excluded,
    leftOut,
  };
}

/** `told`: it is a refusal that people may ask about, as against an invite that needs no reminder any more. */
export type Verdict =
  | { kind: 'now' }
  | { kind: 'later'; inMs: number }
  | { kind: 'over'; reason: string; told: boolean };

/** Whether somebody is to be reminded at this moment, as far as it does not depend on the inviter. */
export function verdictOn({ inviteId, email, sent }: HeldReminder, facts: ReminderFacts): Verdict {
  const { now, newest, members, excluded, leftOut, mailedAt, pauseMs, resends } = facts;
  const invite = newest.get(email);
  if (isForgotten(email)) return { kind: 'over', reason: 'forgotten', told: false };
  if (!invite || !isRemindable(invite.status)) return { kind: 'over', reason: 'invite_not_pending', told: false };
  if (invite.id !== inviteId) return { kind: 'over', reason: 'newer_invite', told: false };
  if (members.has(email)) return { kind: 'over', reason: 'already_member', told: false };
  if (excluded.has(email)) return { kind: 'over', reason: 'excluded', told: true };
  if (sent >= mostReminders) return { kind: 'over', reason: 'enough', told: false };
  if (isGivenUp(invite, resends.get(inviteId) ?? 0, now)) return { kind: 'over', reason: 'given_up', told: true };
  if (leftOut.has(inviteId)) return { kind: 'over', reason: 'left_out', told: true };
  const since = invite.status === 'pending' ? (invite.statusUpdatedAt ?? 0) : 0;
  const due = Math.max(invite.createdAt, since, mailedAt.get(email) ?? 0) + pauseMs;
  return due > now ? { kind: 'later', inMs: due - now } : { kind: 'now' };
}
