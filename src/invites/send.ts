import { randomUUID } from 'node:crypto';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Trace } from '../trace.ts';
import type { NewPost, PostStore } from '../workspaces/post.ts';
import type { RuleBook } from '../workspaces/rules.ts';
import type { Approval } from './approval.ts';
import { freeze, type RequestDeps, recordRequest } from './ask.ts';
import { type AuditEntry, type Origin, originOf } from './audit.ts';
import type { Batch, BatchStore, NewRecipient } from './batch.ts';
import type { Draft, DraftContent } from './draft.ts';
import { enforce } from './enforce.ts';
import { claimOf, type RoomDeps, roomFor } from './room.ts';
import type { Standing } from './standing.ts';

export type SendDeps = RoomDeps &
  RequestDeps & {
    batches: BatchStore;
    posts: PostStore;
    rules: RuleBook;
    trace: Trace;
    wakeSender: () => void;
  };

export type Sender = Standing & { person: Person; tenantName: string };
/** What goes at once, and what waits for a second person. */
export type HandedOver = { batch?: Batch | undefined; request?: Pick<Approval, 'id' | 'recipients'> | undefined };

/**
 * Turns the recipients that the last check found ready into a durable batch, and those that need a second person into
 * a request, both in one transaction; from here on no crash loses an address. Pressing twice gives the same. Throws
 * Problem when the person may not, a rule is against it, or nothing is ready. Each chunk asks for the power to invite
 * again before it leaves.
 */
export async function send(
  deps: SendDeps,
  sender: Sender,
  draft: Draft,
  viewId: string | undefined,
  origin: Origin = {},
): Promise<HandedOver> {
  const { person, mayOnlyAsk } = sender;
  const ready = recipientsOf(draft.content, 'ready');
  const asked = recipientsOf(draft.content, 'approval');
  if (ready.length + asked.length === 0) throw new Problem('nothing_to_send');
  // Whoever moved to another tenant since the check must not send there what was checked here.
  if (draft.tenantId !== person.tenantId) throw new Problem('draft_gone');
  if (!mayOnlyAsk || ready.length > 0) {
    await deps.authority.allow(person, { act: 'invite', roleKeys: rolesOf([...ready, ...asked]) });
  }
  const rules = await deps.rules.of(person);
  enforce(rules, { ready, asked, mayOnlyAsk });
  const room = await roomFor(deps, person, rules);
  const claim = claimOf(room, person, rules, { mails: ready.length, asked: asked.length });
  const request = asked.length > 0 ? await freeze(deps, sender, draft, rules, asked) : undefined;
  if (ready.length === 0 && request) {
    const made = await deps.approvals.create(request.approval, request.cards, claim);
    if (made.id === request.approval.id) await recordRequest(deps, made, origin);
    deps.wakePosts();
    return { request: made };
  }
  const limits = { claim, cooldownMs: rules.cooldownMs, request };
  const { batch, created } = await deps.batches.create(
    { ...newBatch(sender, draft, viewId), requestId: origin.requestId, traceparent: deps.trace.traceparent() },
    ready,
    limits,
  );
  if (!created) return { batch };
  deps.wakeSender();
  await deps.audit.append([handedOver(batch, deps.clock.now(), origin)]);
  if (request) await recordRequest(deps, request.approval, origin);
  if (request) deps.wakePosts();
  return { batch, request: request?.approval };
}

/** The outcome of each address is kept as it comes, and names the batch. */
const handedOver = (batch: Batch, at: number, origin: Origin): AuditEntry => ({
  at,
  teamId: batch.teamId,
  tenantId: batch.tenantId,
  slackUserId: batch.slackUserId,
  roqUserId: batch.roqUserId,
  what: 'batch.made',
  after: `batch ${batch.id}: ${batch.total} as ${batch.roleKey}`,
  ...originOf(origin),
});

/** The recipients of this kind, as they will be sent. */
function recipientsOf({ recipients, kinds = [], roleKey, locale }: DraftContent, kind: string): NewRecipient[] {
  return recipients.flatMap((recipient, position): NewRecipient[] => {
    const key = recipient.roleKey ?? roleKey;
    if (kinds[position] !== kind || !key) return [];
    const { email, firstName, lastName } = recipient;
    return [{ email, firstName, lastName, locale: recipient.locale ?? locale, roleKey: key }];
  });
}

function newBatch({ person, powers, tenantName }: Sender, draft: Draft, viewId: string | undefined) {
  const { roleKey = '', locale } = draft.content;
  return {
    id: randomUUID(),
    draftId: draft.id,
    teamId: person.teamId,
    tenantId: person.tenantId,
    slackUserId: person.slackUserId,
    roqUserId: person.roqUserId,
    inviterName: person.name,
    tenantName,
    place: draft.place,
    viewId,
    roleKey,
    roleName: powers.roles.find((role) => role.key === roleKey)?.name ?? roleKey,
    locale,
  };
}

export const rolesOf = (recipients: readonly NewRecipient[]): string[] => [
  ...new Set(recipients.map((recipient) => recipient.roleKey)),
];

/** The card of a batch; safe to ask for again after a crash, because its key is unique. */
export async function ensureCard(posts: PostStore, batch: Batch): Promise<void> {
  const { teamId, tenantId, slackUserId, place, traceparent } = batch;
  await posts.create({
    key: `batch:${batch.id}`,
    kind: 'batch',
    subject: batch.id,
    teamId,
    tenantId,
    slackUserId,
    place,
    traceparent,
  });
}

/** From this many recipients on, a sender gets a word by DM when their batch is through. */
const largeBatch = 25;

export function wordAtEnd(batch: Batch): NewPost | undefined {
  if (batch.total < largeBatch) return undefined;
  const { teamId, tenantId, slackUserId } = batch;
  return { key: `batch-end:${batch.id}`, kind: 'batch_end', subject: batch.id, teamId, tenantId, slackUserId };
}
