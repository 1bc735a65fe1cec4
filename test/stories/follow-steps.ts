import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { request } from 'undici';
import { expect } from 'vitest';
import { type Actor, eventually, messageText, type World } from './cast.ts';

/** What the app's own direct messages say to a person of those who joined. */
export const joinedWords = (here: World, who: Actor): string[] =>
  who
    .messages(here.slack.directMessage(who.id))
    .map(messageText)
    .filter((said) => said.includes('joined Acme'));

type Sent = { key?: string | undefined; body: string };

/** A webhook as ROQ, or somebody who is not ROQ, would send it; answers with the status. Thousands are cheaper so than by fetch. */
export async function calls(here: Pick<World, 'app'>, { key = 'sandbox-webhook-key', body }: Sent): Promise<number> {
  const { statusCode, body: answer } = await request(`${here.app.url}/roq/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { 'roq-platform-webhook-key': key } : {}) },
    body,
  });
  await answer.dump();
  return statusCode;
}

type Told = { id: string; tenantId: string; status: string; environmentId?: string };

/** The body of an event about an invite. */
export const eventOf = (here: Pick<World, 'roq'>, { environmentId, ...current }: Told): string =>
  JSON.stringify({
    name: 'ROQ_USER_INVITE_UPDATE',
    id: current.id,
    object: 'userInvite',
    data: { current, previous: null },
    environmentId: environmentId ?? here.roq.environmentId,
  });

export const stranger = (here: Pick<World, 'roq'>): Told => ({
  id: randomUUID(),
  tenantId: tenantId(here),
  status: 'accepted',
});

export function tenantId(here: Pick<World, 'roq'>, reference = 'acme'): string {
  const tenant = here.roq.db.tenants.find((each) => each.reference === reference);
  if (!tenant) throw new Error(`ROQ has no tenant ${reference}`);
  return tenant.id;
}

/** Reads of invites by the service account, and edits of messages. */
export const reads = (here: Pick<World, 'roq'>): number =>
  here.roq.requests().filter(({ operation, asWhom }) => operation === 'userInvites' && asWhom === 'service').length;
export const edits = (here: Pick<World, 'slack'>): number =>
  here.slack.calls().filter(({ method }) => method === 'chat.update').length;

/** Lets the clock go on in steps, and everything that is due be done in each. */
export async function passes(here: Pick<World, 'clock' | 'roq' | 'slack'>, ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    here.clock.advance(step);
    for (let round = 0; round < 60; round += 1) await turn();
    await eventually(() => expect(here.roq.requests().every((request) => request.ms !== null)).toBe(true));
    await here.slack.settled();
  }
}

/** Lets time pass in these steps until it does not throw: a busy machine may read a step later, at a rarer reading's time. */
export async function passesUntil(here: World, look: () => void, step: number, limitMs: number): Promise<void> {
  for (let passed = 0; ; passed += step) {
    try {
      return look();
    } catch (error) {
      if (passed >= limitMs) throw error;
    }
    await passes(here, step, step);
  }
}
