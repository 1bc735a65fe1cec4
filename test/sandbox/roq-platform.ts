import { Platform } from '@roq/nodejs';
import type { UserInviteCreateV2Dto } from '@roq/nodejs/dist/src/generated/sdk.js';
import { sandboxClock } from '../../sandbox/clock.ts';
import type { RoqEmulator, RoqOptions } from '../../sandbox/roq/emulator.ts';
import type { Change } from '../../sandbox/roq/environment.ts';
import { startRoq } from '../../sandbox/roq/start-roq.ts';

/** Noon of a day without meaning: tests that need time move the clock from here. */
export const noon = Date.UTC(2030, 0, 15, 12);

export const hour = 60 * 60 * 1000;

/** An emulator on a frozen clock, ROQ's own SDK pointed at it, and ids by which tests speak of its people. */
export async function roqWithSdk(options: Partial<RoqOptions> = {}) {
  const roq = await startRoq({ clock: sandboxClock({ frozenAt: noon }), ...options });
  const platform = new Platform({ host: roq.url, environmentId: roq.environmentId, apiKey: roq.apiKey });
  const userId = (email: string) => found(roq.db.users.find((user) => user.email === email)).id;
  const tenantId = (reference: string) => found(roq.db.tenants.find((tenant) => tenant.reference === reference)).id;
  return {
    roq,
    platform,
    acme: tenantId('acme'),
    globex: tenantId('globex'),
    ada: userId('ada@acme.test'),
    alan: userId('alan@acme.test'),
    mia: userId('mia@acme.test'),
    gus: userId('gus@acme.test'),
    olga: userId('olga@globex.test'),
    inviteTo: (email: string) => found(roq.db.invites.all().findLast((invite) => invite.email === email)),
  };
}

export type RoqWithSdk = Awaited<ReturnType<typeof roqWithSdk>>;

/** What `sendUserInvites` takes for these addresses, sent by one inviter. */
export function invitesFrom(createdByUserId: string, tenantId: string, emails: string[], roles?: string[] | null) {
  const names = { firstName: 'New', lastName: 'Comer', locale: 'en-US' };
  const userInvites = emails.map((email) => ({ email, ...names, createdByUserId, roles }) as UserInviteCreateV2Dto);
  return { data: { tenantId, userInvites } };
}

/** Ten addresses, or as many as asked for. */
export const addresses = (count = 10) => Array.from({ length: count }, (_, index) => `new${index}@acme.test`);

/** Resolves at the first change that fits. */
export function nextChange(roq: RoqEmulator, fits: (change: Change) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = roq.onChange((change) => {
      if (!fits(change)) return;
      stop();
      resolve();
    });
  });
}

/** A POST without the SDK, for what the SDK would never send. */
export async function postRaw(url: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
  return { status: answer.status, text: await answer.text() };
}

export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('Expected a value, found none');
  return value;
}
