import { randomUUID } from 'node:crypto';
import type { Authority } from '../people/authority.ts';
import type { Person, RoqDirectory } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Batch, BatchStore } from './batch.ts';
import type { Draft } from './draft.ts';
import { linesOf, type Sheet } from './preflight.ts';

export type SendDeps = {
  authority: Authority;
  roq: RoqDirectory;
  batches: BatchStore;
  posts: PostStore;
  wakeSender: () => void;
};

/**
 * Turns the ready lines of a sheet into a durable batch; from here on no crash loses an address.
 * Pressing twice gives the same batch. Throws Problem when the person may not, or nothing is ready.
 */
export async function send(
  deps: SendDeps,
  person: Person,
  draft: Draft,
  sheet: Sheet,
  viewId: string | undefined,
): Promise<Batch> {
  const ready = linesOf(sheet, 'ready');
  if (ready.length === 0) throw new Problem('nothing_to_send');
  const roleKeys = [...new Set(ready.map((line) => line.recipient.roleKey ?? sheet.roleKey))];
  await deps.authority.allow(person, { act: 'invite', roleKeys });
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
      tenantName: await deps.roq.tenantName(person.tenantId),
      place: draft.place,
      viewId,
      roleKey: sheet.roleKey,
      roleName: roles.find((role) => role.key === sheet.roleKey)?.name ?? sheet.roleKey,
      locale: draft.content.locale,
    },
    ready.map(({ recipient }) => ({
      email: recipient.email,
      firstName: recipient.firstName,
      lastName: recipient.lastName,
      locale: recipient.locale ?? draft.content.locale,
      roleKey: recipient.roleKey ?? sheet.roleKey,
    })),
  );
  if (created) deps.wakeSender();
  return batch;
}

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
