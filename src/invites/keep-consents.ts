import type { AlarmClock } from '../clock.ts';
import type { Person } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import { type Hold, leaseMs, type Worker, worker } from '../worker.ts';
import { consentEntry } from './ask-people.ts';
import type { ConsentEnd, ConsentRefusal, ConsentStore, HeldConsent } from './consent.ts';
import type { Draft, DraftContent } from './draft.ts';
import { type PreflightDeps, preflight } from './preflight.ts';
import { readName } from './recipients.ts';
import { type SendDeps, send } from './send.ts';
import { standingOf } from './standing.ts';

export type KeepConsentsDeps = SendDeps &
  PreflightDeps & {
    consents: ConsentStore;
    recognizer: Pick<Recognizer, 'recognize'>;
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
  const end = await carryOut(deps, consent).catch((error: unknown) => endOf(error, deps, consent));
  if (end) await deps.consents.finish(consent, owner, end);
  else await deps.consents.postpone(consent, owner, tryAgainMs);
}

/**
 * Sends it as its inviter, who may by now have other powers, under today's rules. The question's id stands for its draft:
 * however often this is done, there is one batch or one request. Throws Problem or RoqError.
 */
async function carryOut(deps: KeepConsentsDeps, consent: HeldConsent): Promise<ConsentEnd> {
  const { id, teamId, tenantId, slackUserId, tenantName } = consent;
  const before = await deps.batches.ofDraft(id);
  if (before) return { state: 'sent', batchId: before.id };
  const person = await deps.recognizer.recognize({ teamId, userId: slackUserId, homeTeamId: teamId });
  if (person.tenantId !== tenantId) return { state: 'refused', refusal: 'forbidden' };
  const standing = await standingOf(deps, person, await deps.rules.of(person));
  if (!standing.powers.roles.some(({ key }) => key === consent.roleKey)) return { state: 'refused', refusal: 'role' };
  const content = contentOf(consent);
  const { lines } = await preflight(deps, person, content, standing);
  const kind = lines[0]?.kind;
  if (kind !== 'ready' && kind !== 'approval') return { state: 'refused', refusal: refusalOf(kind) };
  const draft = draftOf(consent, person, { ...content, kinds: [kind] });
  const handed = await send(deps, { ...standing, person, tenantName }, draft, undefined, { source: `consent ${id}` });
  if (handed.batch) return { state: 'sent', batchId: handed.batch.id };
  return { state: 'asked', requestId: handed.request?.id ?? '' };
}

const contentOf = ({ email, inviteeName, roleKey, locale, reason }: HeldConsent) => ({
  recipients: [{ email, ...readName(inviteeName), again: true }],
  ...{ roleKey, locale, reason },
});

const draftOf = ({ id, teamId, createdAt }: HeldConsent, person: Person, content: DraftContent): Draft => ({
  ...{ id, teamId, slackUserId: person.slackUserId, tenantId: person.tenantId, content },
  ...{ revision: 1, state: 'open', createdAt },
});

const refusalOf = (kind: string | undefined): ConsentRefusal =>
  kind === 'member' || kind === 'pending' || kind === 'cooling' || kind === 'over' || kind === 'role' ? kind : 'denied';

const refusals: Partial<Record<ProblemCode, ConsentRefusal>> = {
  domain_denied: 'denied',
  role_not_from_slack: 'denied',
  needs_approval: 'denied',
  over_quota: 'over',
  over_cap: 'over',
  cooldown: 'cooling',
  role_forbidden: 'role',
  no_roles: 'role',
  no_approvers: 'no_approvers',
};

/** Nothing was handed over: it is refused, or tried again (`undefined`) for a day. */
function endOf(error: unknown, deps: KeepConsentsDeps, { decidedAt = 0 }: HeldConsent): ConsentEnd | undefined {
  if (error instanceof Problem) return { state: 'refused', refusal: refusals[error.code] ?? 'forbidden' };
  const forbidden = error instanceof RoqError && (error.kind === 'forbidden' || error.kind === 'actor_unknown');
  if (forbidden) return { state: 'refused', refusal: 'forbidden' };
  if (!(error instanceof RoqError)) deps.onError(error);
  return deps.clock.now() - decidedAt > giveUpMs ? { state: 'refused', refusal: 'unavailable' } : undefined;
}
