import { eachOf, type KeeperDeps, keeper } from '../keeper.ts';
import type { Worker } from '../worker.ts';
import { consentEntry } from './ask-people.ts';
import type { ConsentEnd, ConsentStore, HeldConsent } from './consent.ts';
import { type SendAgreedDeps, sendAgreed, whyNotSent } from './send-agreed.ts';

export type KeepConsentsDeps = KeeperDeps & SendAgreedDeps & { consents: ConsentStore };

const atOnce = 20;
/** While ROQ or Slack do not answer, ms. */
const tryAgainMs = 30_000;
const giveUpMs = 24 * 60 * 60_000;

/** The worker that sends what people agreed to and ends what nobody answered; in every replica, each question once. */
export function consentKeeper(deps: KeepConsentsDeps): Worker {
  const keepEach = eachOf<HeldConsent>(deps, (consent, owner) =>
    consent.state === 'open' ? expire(deps, consent, owner) : keep(deps, consent, owner),
  );
  return keeper(deps, deps.consents, atOnce, async (held, owner) => {
    await keepEach(held, owner);
    deps.wakePosts();
  });
}

/** Nobody answered in time. */
async function expire(deps: KeepConsentsDeps, consent: HeldConsent, owner: string): Promise<void> {
  if (!(await deps.consents.finish(consent, owner, { state: 'expired' }))) return;
  await deps.audit.append([consentEntry(consent, 'consent.expired', deps.clock.now())]);
}

async function keep(deps: KeepConsentsDeps, consent: HeldConsent, owner: string): Promise<void> {
  const agreed = { ...consent, name: consent.inviteeName, source: `consent ${consent.id}` };
  const end = await sendAgreed(deps, agreed).catch((error: unknown) => endOf(error, deps, consent));
  if (end) await deps.consents.finish(consent, owner, end);
  else await deps.consents.postpone(consent, owner, tryAgainMs);
}

/** Nothing was handed over: it is refused, or tried again (`undefined`) for a day. */
function endOf(error: unknown, deps: KeepConsentsDeps, { decidedAt = 0 }: HeldConsent): ConsentEnd | undefined {
  const refusal = whyNotSent(error, deps.onError);
  if (refusal) return { state: 'refused', refusal };
  return deps.clock.now() - decidedAt > giveUpMs ? { state: 'refused', refusal: 'unavailable' } : undefined;
}
