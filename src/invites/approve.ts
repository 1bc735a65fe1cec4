import { randomUUID } from 'node:crypto';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Approval, Decision } from './approval.ts';
import { entriesOf, hashOf } from './ask.ts';
import type { Origin } from './audit.ts';
import type { Batch, NewBatch } from './batch.ts';
import { enforce } from './enforce.ts';
import { roomFor } from './room.ts';
import { rolesOf, type SendDeps } from './send.ts';

/** The request, when this person may see it or decide on it at this moment. Throws Problem. May throw RoqError. */
export async function requestFor(
  deps: Pick<SendDeps, 'approvals' | 'authority'>,
  person: Person,
  requestId: string,
  act: 'approve' | 'see_request',
): Promise<Approval> {
  const request = await deps.approvals.find(requestId);
  if (!request || request.teamId !== person.teamId) throw new Problem('request_not_found');
  const { tenantId, roqUserId, slackUserId } = request;
  const asked = { tenantId, roqUserId, slackUserId, roleKeys: rolesOf(request.recipients) };
  await deps.authority.allow(person, { act, slackUserId: person.slackUserId, request: asked });
  return request;
}

/** As `requestFor`, for one that is still to be decided. */
export async function openRequestFor(
  deps: Pick<SendDeps, 'approvals' | 'authority' | 'clock'>,
  person: Person,
  requestId: string,
): Promise<Approval> {
  const request = await requestFor(deps, person, requestId, 'approve');
  if (request.state !== 'open' || request.expiresAt <= deps.clock.now()) throw decided(request);
  return request;
}

/**
 * Sends exactly what was asked for, as the approver, and says so to the requester. Of two who decide at once one does;
 * the other hears who. Throws Problem when a rule, a limit or somebody stands against it; then it stays open.
 */
export async function approve(
  deps: SendDeps,
  person: Person,
  requestId: string,
  reason: string | undefined,
  viewId: string | undefined,
  origin: Origin = {},
): Promise<Batch> {
  const request = await openRequestFor(deps, person, requestId);
  if (hashOf(request) !== request.hash) throw new Error('a request is not what was asked for');
  const rules = await deps.rules.of(person);
  enforce(rules, { ready: [], asked: request.recipients });
  const { claim } = await roomFor(deps, person, rules);
  const { decided: mine, batch } = await deps.approvals.approve(requestId, decisionOf(person, reason), {
    batch: {
      ...batchOf(request, person, viewId),
      requestId: origin.requestId,
      traceparent: deps.trace.traceparent(),
    },
    recipients: request.recipients,
    claim: { tenantId: claim.tenantId, cap: claim.cap, mails: request.recipients.length },
    cooldownMs: rules.cooldownMs,
  });
  if (!mine || !batch) throw decided((await deps.approvals.find(requestId)) ?? request);
  await deps.audit.append(entriesOf(request, { ...person, origin }, 'request.approved', deps.clock.now(), reason));
  deps.wakeSender();
  deps.wakePosts();
  return batch;
}

/** Throws Problem when somebody else was faster. */
export async function decline(
  deps: SendDeps,
  person: Person,
  requestId: string,
  reason: string | undefined,
  origin: Origin = {},
): Promise<Approval> {
  const request = await openRequestFor(deps, person, requestId);
  const mine = await deps.approvals.decline(requestId, decisionOf(person, reason));
  if (!mine) throw decided((await deps.approvals.find(requestId)) ?? request);
  await deps.audit.append(entriesOf(request, { ...person, origin }, 'request.declined', deps.clock.now(), reason));
  deps.wakePosts();
  return request;
}

/** By whoever asked, as long as nobody decided. Throws Problem when it is another's, or too late. */
export async function withdraw(
  deps: Pick<SendDeps, 'approvals' | 'audit' | 'clock' | 'wakePosts'>,
  { teamId, tenantId, slackUserId, roqUserId }: Person,
  requestId: string,
  origin: Origin = {},
): Promise<Approval> {
  const request = await deps.approvals.find(requestId);
  const mine = request?.teamId === teamId && request.tenantId === tenantId && request.slackUserId === slackUserId;
  if (!request || !mine) throw new Problem('request_not_found');
  if (!(await deps.approvals.withdraw(requestId))) throw decided((await deps.approvals.find(requestId)) ?? request);
  const by = { slackUserId, roqUserId, origin };
  await deps.audit.append(entriesOf(request, by, 'request.withdrawn', deps.clock.now()));
  deps.wakePosts();
  return request;
}

const decisionOf = ({ slackUserId, roqUserId, name }: Person, reason: string | undefined): Decision => ({
  slackUserId,
  roqUserId,
  name,
  reason,
});

const decided = ({ state, decision }: Approval): Problem =>
  new Problem('request_decided', { state: state === 'open' ? 'expired' : state, by: decision?.name });

/** In the approver's name, to where it was asked for. Its draft is the request itself: never a second batch. */
const batchOf = (request: Approval, person: Person, viewId: string | undefined): NewBatch => ({
  id: randomUUID(),
  draftId: request.id,
  teamId: request.teamId,
  tenantId: request.tenantId,
  slackUserId: person.slackUserId,
  roqUserId: person.roqUserId,
  inviterName: person.name,
  tenantName: request.tenantName,
  place: request.place,
  viewId,
  roleKey: request.roleKey,
  roleName: request.roleName,
  locale: request.locale,
  requestedBy: request.requesterName,
});
