import type { OwnDigest } from '../../src/digests/own-digest.ts';
import type { NewAct } from '../../src/invites/act.ts';
import type { NewApproval } from '../../src/invites/approval.ts';
import type { NewBatch, NewRecipient } from '../../src/invites/batch.ts';
import type { NewConsent } from '../../src/invites/consent.ts';
import type { NewStepRun } from '../../src/invites/step-run.ts';
import type { Store } from '../../src/store/store.ts';
import type { NewInstallation } from '../../src/workspaces/installation.ts';
import type { NewPost } from '../../src/workspaces/post.ts';

export const noon = Date.UTC(2026, 10, 22, 12);
/** More than any lease in these tests, ms. */
export const long = 10 * 60_000;
export const hold = (owner: string, limit = 10) => ({ owner, leaseMs: 60_000, limit });

export const batch = (id: string, change: Partial<NewBatch> = {}): NewBatch => ({
  id,
  draftId: `draft-of-${id}`,
  teamId: 'T1',
  tenantId: 'acme',
  slackUserId: 'U1',
  roqUserId: 'roq-ada',
  inviterName: 'Ada',
  tenantName: 'Acme',
  place: { channelId: 'C1', kind: 'public' },
  viewId: 'V1',
  roleKey: 'editor',
  roleName: 'Editor',
  locale: 'en-US',
  ...change,
});

export const recipients = (count: number, change: Partial<NewRecipient> = {}): NewRecipient[] =>
  Array.from({ length: count }, (_, index) => ({
    email: `p${index}@x.io`,
    firstName: `First${index}`,
    lastName: '',
    roleKey: 'editor',
    ...change,
  }));

export const act = (id: string, change: Partial<NewAct> = {}): NewAct => ({
  id,
  kind: 'resend',
  teamId: 'T1',
  tenantId: 'acme',
  inviteId: 'invite-1',
  email: 'bob@x.io',
  slackUserId: 'U1',
  actorName: 'Ada',
  roqUserId: 'roq-ada',
  before: { status: 'pending', updatedAt: 5, userTokenId: 'token-1' },
  ...change,
});

export const post = (key: string, change: Partial<NewPost> = {}): NewPost => ({
  key,
  kind: 'batch',
  subject: key,
  teamId: 'T1',
  tenantId: 'acme',
  slackUserId: 'U1',
  place: { channelId: 'C1', kind: 'public' },
  ...change,
});

export const installation = (change: Partial<NewInstallation> = {}): NewInstallation => ({
  id: 'T1',
  orgWide: false,
  name: 'Acme',
  botToken: 'xoxb-acme',
  botId: 'B1',
  botUserId: 'UBOT',
  scopes: ['commands', 'chat:write'],
  installerId: 'U1',
  ...change,
});

export const approval = (id: string, change: Partial<NewApproval> = {}): NewApproval => ({
  id,
  draftId: `draft-of-${id}`,
  teamId: 'T1',
  tenantId: 'acme',
  slackUserId: 'U2',
  roqUserId: 'roq-mia',
  requesterName: 'Mia',
  tenantName: 'Acme',
  place: { channelId: 'C1', kind: 'public' },
  roleKey: 'editor',
  roleName: 'Editor',
  locale: 'en-US',
  recipients: recipients(2),
  hash: 'abc',
  why: ['person'],
  reason: 'they help with the move',
  lastsMs: 72 * 60 * 60_000,
  ...change,
});

export const consent = (id: string, change: Partial<NewConsent> = {}): NewConsent => ({
  id,
  groupId: 'g1',
  teamId: 'T1',
  tenantId: 'acme',
  slackUserId: 'U1',
  roqUserId: 'roq-ada',
  inviterName: 'Ada',
  tenantName: 'Acme',
  roleKey: 'editor',
  roleName: 'Editor',
  locale: 'en-US',
  reason: 'they help',
  inviteeId: `U-${id}`,
  inviteeName: `Name ${id}`,
  email: `${id}@x.test`,
  ...change,
});
/** Each with its question. */
export const asks = (...all: NewConsent[]) =>
  all.map((one) => ({ consent: one, post: post(`consent:${one.id}`, { kind: 'consent', subject: one.id }) }));
/** What they were picked in, with the message to whoever picked them. */
export const consents = (id: string, closesDraft = false) => ({
  id,
  post: post(`consents:${id}`, { kind: 'consents', subject: id }),
  closesDraft,
});

export const stepRun = (id: string, change: Partial<NewStepRun> = {}): NewStepRun => ({
  ...{ id, executionId: `Fx-${id}`, teamId: 'T1', slackUserId: 'U1', email: `${id}@x.test`, roleWord: 'editor' },
  reason: 'they help',
  ...change,
});

/** Claims until nothing is due; gives back every position that was handed out. */
export async function claimAll(store: Store, owner: string, limit = 10): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const claimed = await store.batches.claim(hold(owner, limit));
    if (!claimed) return taken;
    taken.push(...claimed.held.map((row) => `${claimed.batch.id}/${row.position}`));
  }
}

export const ownDigest = (change: Partial<OwnDigest> = {}): Omit<OwnDigest, 'lastDay'> => ({
  tenantId: 'acme',
  roqUserId: 'roq-ada',
  teamId: 'T1',
  slackUserId: 'U1',
  on: true,
  hour: 9,
  timeZone: 'Europe/Berlin',
  weekdays: [1, 2, 3, 4, 5],
  effectiveFrom: noon,
  ...change,
});

/** A batch that is through: all its people invited but the last. `planned`: what its end has planned for them. */
export async function batchThrough(
  { batches }: Store,
  id: string,
  count: number,
  planned: Parameters<Store['batches']['finishIfSettled']>[2],
): Promise<void> {
  await batches.create(batch(id), recipients(count));
  const rows = (await batches.claim(hold('a')))?.held ?? [];
  const settled = rows.map(({ position, fence }) => ({ position, fence, inviteId: `${id}-${position}` }));
  await batches.settle(
    id,
    'a',
    settled.map((row, index) => (index === count - 1 ? { ...row, state: 'refused' } : { ...row, state: 'sent' })),
  );
  await batches.finishIfSettled(id, undefined, planned);
}
