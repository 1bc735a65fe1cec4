import type { AlarmClock } from '../clock.ts';
import { type Hold, leaseMs, type Worker, worker } from '../worker.ts';
import { consentEntry } from './ask-people.ts';
import type { ConsentEnd, ConsentStore, HeldConsent } from './consent.ts';
import { type SendAgreedDeps, sendAgreed, whyNotSent } from './send-agreed.ts';

export type KeepConsentsDeps = SendAgreedDeps & {
  consents: ConsentStore;
  clock: AlarmClock;
  hold: () => Hold;
  onError: (error: unknown) => void;
};

const atOnce = 20;
/** While ROQ or Slack do not answer, ms. */
const tryAgainMs = 30_000;
const giveUpMs = 24 * 60 * 60_000;

/** The worker that sends what people agreed to and ends what nobody answered; in every replica, each question once. */
export function consentKeeper(deps: KeepConsentsDeps): Worker {
  const round = async (): Promise<number> => {
    const hold = deps.hold();
    try {
      const { held, expired } = await deps.consents.claim({ owner: hold.owner, leaseMs, limit: atOnce });
      const at = deps.clock.now();
      await deps.audit.append(expired.map((consent) => consentEntry(consent, 'consent.expired', at)));
      for (const consent of held) await keep(deps, consent, hold.owner).catch(deps.onError);
      if (held.length + expired.length === 0) return (await deps.consents.nextDueIn()) ?? Number.POSITIVE_INFINITY;
      deps.wakePosts();
      return 0;
    } finally {
      hold.end();
    }
  };
  return worker(deps.clock, round, deps.onError);
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
