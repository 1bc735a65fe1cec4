import type { SandboxClock } from '../clock.ts';
import type { RoqDb } from './database.ts';
import type { FaultControl } from './faults.ts';
import type { Outbox } from './outbox.ts';
import type { InviteRecord, Json, UserRecord } from './records.ts';
import type { RequestLog } from './request-log.ts';
import type { RoqSwitches } from './switches.ts';
import type { Tokens } from './tokens.ts';
import type { WebhookSender } from './webhooks.ts';

/** One emulated ROQ environment: its data, its clock, its rules, and what leaves it. */
export interface Environment {
  id: string;
  apiKey: string;
  clock: SandboxClock;
  db: RoqDb;
  switches: RoqSwitches;
  faults: FaultControl;
  tokens: Tokens;
  outbox: Outbox;
  webhooks: WebhookSender;
  requests: RequestLog;
  random: () => number;
  /** Address in front of /accept-invite in mails. */
  appUrl: () => string;
  changed: (change: Change) => void;
}

export interface Change {
  what: 'invite' | 'user' | 'tenant' | 'mail' | 'request' | 'faults' | 'options' | 'everything';
  id?: string;
}

/** Writes the row and tells the webhook, as the platform's entity listener does. */
export function saveInvite(env: Environment, invite: InviteRecord, options: { silent?: boolean } = {}): InviteRecord {
  const previous = env.db.invites.get(invite.id);
  env.db.invites.put(invite, env.clock.now());
  env.changed({ what: 'invite', id: invite.id });
  if (!options.silent) emit(env, 'userInvite', inviteColumns(invite), previous ? inviteColumns(previous) : null);
  return invite;
}

export function saveUser(env: Environment, user: UserRecord): UserRecord {
  const previous = env.db.users.get(user.id);
  env.db.users.put(user, env.clock.now());
  env.changed({ what: 'user', id: user.id });
  emit(env, 'user', userColumns(user), previous ? userColumns(previous) : null);
  return user;
}

function emit(env: Environment, object: 'userInvite' | 'user', current: Json & { id: string }, previous: Json | null) {
  const entity = object === 'user' ? 'USER' : 'USER_INVITE';
  env.webhooks.emit({
    name: `ROQ_${entity}_${previous ? 'UPDATE' : 'INSERT'}`,
    id: current.id,
    object,
    data: { current, previous },
    environmentId: env.id,
  });
}

function inviteColumns(invite: InviteRecord): Json & { id: string } {
  const {
    token: _token,
    validTill: _validTill,
    grantedRoleKeys: _granted,
    injectableVariables: _vars,
    ...row
  } = invite;
  return { ...row, roleKeys: row.roleKeys ?? [], ...isoTimes(row), statusUpdatedAt: iso(row.statusUpdatedAt) };
}

function userColumns(user: UserRecord): Json & { id: string } {
  const { roleKeys: _roles, ...row } = user;
  return { ...row, ...isoTimes(row) };
}

const isoTimes = (row: { createdAt: number; updatedAt: number }) => ({
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

/** A time as ROQ writes it on the wire. */
export function iso(ms: number): string;
export function iso(ms: number | null): string | null;
export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
