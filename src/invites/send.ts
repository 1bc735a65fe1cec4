import { randomUUID } from 'node:crypto';
import type { Authority } from '../people/authority.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { NewPost, PostStore } from '../workspaces/post.ts';
import type { Batch, BatchStore } from './batch.ts';
import type { Draft, DraftRecipient } from './draft.ts';

export type SendDeps = {
  authority: Authority;
  batches: BatchStore;
  posts: PostStore;
  wakeSender: () => void;
};

/**
 * Turns the recipients that the last check found ready into a durable batch; from here on no crash loses an address.
 * Pressing twice gives the same batch. Throws Problem when the person may not, or nothing is ready. Each chunk asks
 * for the power to invite again before it leaves.
 */
export async function send(
  deps: SendDeps,
  person: Person,
  draft: Draft,
  tenantName: string,
  viewId: string | undefined,
): Promise<Batch> {
  const { roleKey, locale, kinds = [] } = draft.content;
  const recipients = draft.content.recipients.filter((_, position) => kinds[position] === 'ready');
  if (recipients.length === 0 || !roleKey) throw new Problem('nothing_to_send');
  // Whoever moved to another tenant since the check must not send there what was checked here.
  if (draft.tenantId !== person.tenantId) throw new Problem('draft_gone');
  await deps.authority.allow(person, { act: 'invite', roleKeys: rolesOf(recipients, roleKey) });
  const { roles } = await deps.authority.powers(person);
  const { batch, created } = await deps.batches.create(
    {
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
      roleName: roles.find((role) => role.key === roleKey)?.name ?? roleKey,
      locale,
    },
    recipients.map((recipient) => ({
      email: recipient.email,
      firstName: recipient.firstName,
      lastName: recipient.lastName,
      locale: recipient.locale ?? locale,
      roleKey: recipient.roleKey ?? roleKey,
    })),
  );
  if (created) deps.wakeSender();
  return batch;
}

const rolesOf = (recipients: readonly DraftRecipient[], roleKey: string): string[] => [
  ...new Set(recipients.map((recipient) => recipient.roleKey ?? roleKey)),
];

/** The card of a batch; safe to ask for again after a crash, because its key is unique. */
export async function ensureCard(posts: PostStore, batch: Batch): Promise<void> {
  const { teamId, tenantId, slackUserId, place } = batch;
  await posts.create({
    key: `batch:${batch.id}`,
    kind: 'batch',
    subject: batch.id,
    teamId,
    tenantId,
    slackUserId,
    place,
  });
}

/** From this many recipients on, a sender gets a word by DM when their batch is through. */
const largeBatch = 25;

export function wordAtEnd(batch: Batch): NewPost | undefined {
  if (batch.total < largeBatch) return undefined;
  const { teamId, tenantId, slackUserId } = batch;
  return { key: `batch-end:${batch.id}`, kind: 'batch_end', subject: batch.id, teamId, tenantId, slackUserId };
}
