import { acceptInvite } from './accept-invite.ts';
import { buildEnvironment } from './build-environment.ts';
import { loadSeed } from './database.ts';
import { defaultSeed } from './default-seed.ts';
import type { RoqControls, RoqEmulator, RoqOptions } from './emulator.ts';
import type { Change, Environment } from './environment.ts';
import { type ExpiryTimer, endTime, expireOverdue, expiryTimer } from './invite-expiry.ts';
import { refusal } from './refusal.ts';
import { serveRoq } from './server.ts';
import { patchUser } from './user-patch.ts';

/** Starts an emulated ROQ environment on 127.0.0.1. Without options: a free port, the default seed, real time. */
export async function startRoq(options: Partial<RoqOptions> = {}): Promise<RoqEmulator> {
  const listeners = new Set<(change: Change) => void>();
  const built = buildEnvironment(options, (change) => {
    keepTime(env, timer, change);
    for (const listener of listeners) listener(change);
  });
  const { env } = built;
  const timer = expiryTimer(env);
  const controls: RoqControls = {
    environmentId: env.id,
    apiKey: env.apiKey,
    clock: env.clock,
    db: env.db,
    faults: env.faults,
    webhooks: env.webhooks,
    options: built.options,
    setOptions: built.setOptions,
    mails: env.outbox.all,
    mailsTo: env.outbox.to,
    requests: env.requests.all,
    accept: (tokenOrEmail) => acceptInvite(env, tokenFor(env, tokenOrEmail)),
    expire: (inviteId) => endTime(env, inviteId),
    revokeTokens: env.tokens.revokeAll,
    setUser: (id, patch) => patchUser(env, id, patch),
    reset: () => resetEnvironment(env, options),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  controls.reset();
  const server = await serveRoq(env, controls, { host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  built.setUrl(server.url);
  const close = async () => {
    timer.stop();
    env.webhooks.close();
    await server.close();
  };
  return { ...controls, url: server.url, close };
}

function resetEnvironment(env: Environment, options: Partial<RoqOptions>): void {
  loadSeed(env.db, options.seed ?? defaultSeed, env.clock.now(), env.switches.inviteTtl);
  env.outbox.clear();
  env.requests.clear();
  env.faults.clear();
  env.changed({ what: 'everything' });
}

function keepTime(env: Environment, timer: ExpiryTimer, change: Change): void {
  if (change.what === 'everything' || change.what === 'options') timer.rearm();
  const invite = change.what === 'invite' && change.id !== undefined ? env.db.invites.get(change.id) : undefined;
  if (invite) timer.note(invite);
}

/** The secret itself, or that of the newest pending invite to an address. */
function tokenFor(env: Environment, tokenOrEmail: string): string {
  if (!tokenOrEmail.includes('@')) return tokenOrEmail;
  expireOverdue(env);
  const email = tokenOrEmail.trim().toLowerCase();
  const open = env.db.invites.all().filter((invite) => invite.email.toLowerCase() === email);
  const newest = open.findLast((invite) => invite.status === 'pending') ?? open.at(-1);
  if (!newest) throw refusal('USER_TOKEN_NOT_FOUND_IN_DB');
  return newest.token;
}
