import type { Person } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { ConsentEnd, ConsentRefusal } from './consent.ts';
import type { Draft, DraftContent } from './draft.ts';
import { type PreflightDeps, preflight } from './preflight.ts';
import { readName } from './recipients.ts';
import { type SendDeps, send } from './send.ts';
import { standingOf } from './standing.ts';

export type SendAgreedDeps = SendDeps & PreflightDeps & { recognizer: Pick<Recognizer, 'recognize'> };

/** One invite to which somebody said yes a while after it was wanted. */
export type Agreed = {
  /** Stands for its draft: however often it is sent, there is one batch or one request. */
  id: string;
  teamId: string;
  tenantId: string;
  tenantName: string;
  /** Who invites. */
  slackUserId: string;
  email: string;
  name: string;
  roleKey: string;
  locale?: string | undefined;
  reason?: string | undefined;
  createdAt: number;
  /** For the audit log: what led to it. */
  source: string;
};

/** Sends it as its inviter, who may by now have other powers, under today's rules. Throws Problem or RoqError. */
export async function sendAgreed(deps: SendAgreedDeps, agreed: Agreed): Promise<ConsentEnd> {
  const { id, teamId, tenantId, slackUserId, tenantName, roleKey, source } = agreed;
  const before = await deps.batches.ofDraft(id);
  if (before) return { state: 'sent', batchId: before.id };
  const person = await deps.recognizer.recognize({ teamId, userId: slackUserId, homeTeamId: teamId });
  if (person.tenantId !== tenantId) return { state: 'refused', refusal: 'forbidden' };
  const standing = await standingOf(deps, person, await deps.rules.of(person));
  if (!standing.powers.roles.some(({ key }) => key === roleKey)) return { state: 'refused', refusal: 'role' };
  const content = contentOf(agreed);
  const { lines } = await preflight(deps, person, content, standing);
  const kind = lines[0]?.kind;
  if (kind !== 'ready' && kind !== 'approval') return { state: 'refused', refusal: refusalOf(kind) };
  const draft = draftOf(agreed, person, { ...content, kinds: [kind] });
  const handed = await send(deps, { ...standing, person, tenantName }, draft, undefined, { source });
  if (handed.batch) return { state: 'sent', batchId: handed.batch.id };
  return { state: 'asked', requestId: handed.request?.id ?? '' };
}

const contentOf = ({ email, name, roleKey, locale, reason }: Agreed) => ({
  recipients: [{ email, ...readName(name), again: true }],
  ...{ roleKey, locale, reason },
});

const draftOf = ({ id, teamId, createdAt }: Agreed, person: Person, content: DraftContent): Draft => ({
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

/** Nothing was handed over, for this reason; `undefined` when it may be tried again. `onError` hears what is no answer. */
export function whyNotSent(error: unknown, onError: (error: unknown) => void): ConsentRefusal | undefined {
  if (error instanceof Problem) return refusals[error.code] ?? 'forbidden';
  if (error instanceof RoqError) {
    return error.kind === 'forbidden' || error.kind === 'actor_unknown' ? 'forbidden' : undefined;
  }
  onError(error);
  return undefined;
}
