import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { Rules } from '../workspaces/rules.ts';
import type { Approval, ApprovalStore, NewApproval } from './approval.ts';
import { type ApproverDeps, approversFor } from './approvers.ts';
import { type AuditEntry, type AuditLog, type Origin, originOf } from './audit.ts';
import type { NewRecipient } from './batch.ts';
import type { Draft } from './draft.ts';
import { judgeTogether, type Verdict } from './policy.ts';
import type { Standing } from './standing.ts';

export type RequestDeps = ApproverDeps & {
  approvals: ApprovalStore;
  audit: AuditLog;
  clock: Clock;
  wakePosts: () => void;
};
type Requester = Standing & { person: Person; tenantName: string };

/**
 * The request exactly as it was written, and the cards that ask for its decision: one in the approvers' channel, else
 * one by DM to each approver. Throws Problem when nobody would see it.
 */
export async function freeze(
  deps: RequestDeps,
  { person, powers, tenantName, mayOnlyAsk }: Requester,
  { id: draftId, place, content }: Draft,
  rules: Rules,
  recipients: NewRecipient[],
): Promise<{ approval: NewApproval; cards: NewPost[] }> {
  const id = randomUUID();
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  const { roleKey = '', locale, reason } = content;
  const approvers = await approversFor(deps, person, [...new Set(recipients.map((each) => each.roleKey))]);
  const cards = cardsFor({ id, teamId, tenantId }, approvers, rules.approval.channelId);
  if (cards.length === 0) throw new Problem('no_approvers');
  const approval: NewApproval = {
    id,
    draftId,
    teamId,
    tenantId,
    slackUserId,
    roqUserId,
    requesterName: person.name,
    tenantName,
    place,
    roleKey,
    roleName: powers.roles.find((role) => role.key === roleKey)?.name ?? roleKey,
    locale,
    recipients,
    hash: hashOf({ recipients, roleKey, locale }),
    why: whysOf(judgeTogether(rules, recipients, mayOnlyAsk)),
    reason,
    lastsMs: rules.approval.hours * 60 * 60_000,
  };
  return { approval, cards: [...cards, askedBy(approval)] };
}

/** What the requester has of it: to look at, and to withdraw while nobody decided. */
const askedBy = ({ id, teamId, tenantId, slackUserId }: NewApproval): NewPost => ({
  key: `approval-asked:${id}`,
  kind: 'approval_asked',
  subject: id,
  teamId,
  tenantId,
  slackUserId,
});

/** A rule may have been lifted since: what was asked for is then still only sent with a second person's word. */
function whysOf(verdicts: readonly Verdict[]): Approval['why'] {
  const whys = verdicts.flatMap((verdict) => (verdict.kind === 'approval' ? [verdict.why] : []));
  return whys.length > 0 ? [...new Set(whys)] : ['many'];
}

/** A channel that refuses the card sends it to the first approver instead. */
function cardsFor(
  { id, teamId, tenantId }: Pick<Approval, 'id' | 'teamId' | 'tenantId'>,
  approvers: readonly Person[],
  channelId: string | undefined,
): NewPost[] {
  const card = { kind: 'approval', subject: id, teamId, tenantId } as const;
  const [first] = approvers;
  if (channelId) {
    const place = { channelId, kind: 'public' } as const;
    return [{ ...card, key: `approval:${id}`, place, slackUserId: first?.slackUserId }];
  }
  return approvers.map(({ slackUserId }) => ({ ...card, key: `approval:${id}:${slackUserId}`, slackUserId }));
}

/** Whoever holds the audit log can tell by it that what was sent is what was asked for. */
export const hashOf = ({
  recipients,
  roleKey,
  locale,
}: Pick<Approval, 'recipients' | 'roleKey' | 'locale'>): string => {
  const rows = recipients.map((each) => [each.email, each.firstName, each.lastName, each.locale ?? null, each.roleKey]);
  return createHash('sha256')
    .update(JSON.stringify([roleKey, locale ?? null, rows]))
    .digest('hex');
};

export const recordRequest = (
  deps: Pick<RequestDeps, 'audit' | 'clock'>,
  request: Pick<
    NewApproval,
    'id' | 'teamId' | 'tenantId' | 'slackUserId' | 'roqUserId' | 'recipients' | 'hash' | 'reason'
  >,
  origin: Origin,
): Promise<void> => {
  const by = { ...request, origin };
  return deps.audit.append(entriesOf(request, by, 'request.made', deps.clock.now(), request.reason));
};

/** One entry for each address, so that its story is whole. */
export const entriesOf = (
  { id, teamId, tenantId, recipients, hash }: Pick<Approval, 'id' | 'teamId' | 'tenantId' | 'recipients' | 'hash'>,
  by: { slackUserId?: string | undefined; roqUserId?: string | undefined; origin?: Origin },
  what: AuditEntry['what'],
  at: number,
  reason?: string,
): AuditEntry[] =>
  recipients.map(({ email }) => ({
    at,
    teamId,
    tenantId,
    slackUserId: by.slackUserId,
    roqUserId: by.roqUserId,
    what,
    email,
    after: `request ${id}, sha256 ${hash}`,
    reason,
    ...originOf(by.origin ?? {}),
  }));
