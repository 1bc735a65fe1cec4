import type { Clock } from '../clock.ts';
import type { ActStore } from '../invites/act.ts';
import type { ApprovalStore } from '../invites/approval.ts';
import type { AuditLog } from '../invites/audit.ts';
import { actsOf } from '../invites/audit-channel.ts';
import { exportPart, mostRows, partsOf } from '../invites/audit-export.ts';
import type { BatchStore } from '../invites/batch.ts';
import type { ConsentStore } from '../invites/consent.ts';
import { joinedWindow } from '../invites/joined.ts';
import type { NudgeStore } from '../invites/nudge.ts';
import type { StepRunStore } from '../invites/step-run.ts';
import type { Words } from '../words/words.ts';
import type { Post, PostKind, PostStore } from '../workspaces/post.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import { drawConsent, drawConsents } from './draw-consents.ts';
import { type DrawDigestDeps, drawDigest, drawOwnDigest } from './draw-digest.ts';
import { drawNudge, drawNudgeEnd } from './draw-nudges.ts';
import { drawStep } from './draw-steps.ts';
import { readJson } from './kit.ts';
import type { Languages } from './languages.ts';
import type { FindNewcomer } from './newcomers.ts';
import { approvalAsked, approvalCard, approvalEnd, approvalNudge } from './views/approval.ts';
import { favour, favourMessage } from './views/ask-them.ts';
import { auditCsvPart, auditLines } from './views/audit-lines.ts';
import { digestCharge, digestChargeMessage } from './views/digest-charge.ts';
import { actEnd, batchEnd, inviteCard, type Message, shownOnCard } from './views/invite-card.ts';
import type { Audience } from './views/invite-line.ts';
import { greeted, joinedMessage, mostNamed } from './views/joined.ts';
import { welcome } from './views/welcome.ts';

export type DrawDeps = DrawDigestDeps & {
  batches: BatchStore;
  acts: ActStore;
  approvals: Pick<ApprovalStore, 'find'>;
  consents: ConsentStore;
  nudges: Pick<NudgeStore, 'find'>;
  stepRuns: Pick<StepRunStore, 'find'>;
  posts: Pick<PostStore, 'findByKey'>;
  audit: AuditLog;
  settings: SettingsStore;
  findNewcomer: FindNewcomer;
  languages: Languages;
  clock: Clock;
};

/** What a post says now; `undefined` when there is nothing to say (yet). May throw RoqError. */
export type Drawing = (deps: DrawDeps, post: Post, words: Words) => Promise<Message | undefined>;

export const drawings: Record<PostKind, Drawing> = {
  batch: drawBatch,
  digest: async (deps, post, words) => drawDigest(deps, post, words, await audienceOf(deps, post)),
  own_digest: drawOwnDigest,
  digest_charge: async (_deps, { subject }, words) => digestChargeMessage(words, readJson(digestCharge, subject)),
  batch_end: drawBatchEnd,
  act_end: drawActEnd,
  joined: drawJoined,
  ask: drawAsk,
  audit: drawAuditLines,
  audit_csv: drawAuditCsv,
  welcome: async ({ command }, _post, words) => welcome(words, command),
  approval: drawApproval,
  approval_asked: drawApprovalAsked,
  approval_nudge: drawApprovalNudge,
  approval_end: drawApprovalEnd,
  consent: drawConsent,
  consents: drawConsents,
  nudge: drawNudge,
  nudge_end: drawNudgeEnd,
  step: drawStep,
};

/** Only a direct message is for one pair of eyes; a channel sees whole addresses when its workspace says so. */
export async function audienceOf(deps: Pick<DrawDeps, 'settings'>, post: Post): Promise<Audience> {
  if (!post.place || post.place.kind === 'direct') return 'person';
  const stored = await deps.settings.find(post.teamId, post.tenantId);
  return stored?.settings.privacy.addressesInChannels === 'whole' ? 'person' : 'channel';
}

/** One that somebody agreed to when asked has no card: the message that asked them tells of it. */
async function drawBatch(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const batch = await deps.batches.find(post.subject);
  if (!batch) return undefined;
  if ((await deps.consents.find(batch.draftId)) ?? (await deps.stepRuns.find(batch.draftId))) return undefined;
  const [counts, statuses, recipients] = await Promise.all([
    deps.batches.counts(batch.id),
    deps.batches.statusCounts(batch.id),
    deps.batches.recipients(batch.id, { limit: shownOnCard, offset: 0, stillOutFirst: true }),
  ]);
  const inviteIds = recipients.flatMap((recipient) => recipient.inviteId ?? []);
  const acts = await deps.acts.latest(batch.tenantId, inviteIds);
  const moved =
    post.movedBecause && batch.place ? { channelId: batch.place.channelId, because: post.movedBecause } : undefined;
  return inviteCard(words, {
    batch,
    counts,
    statuses,
    recipients,
    acts,
    audience: await audienceOf(deps, post),
    moved,
  });
}

/** The word to the sender of a large batch, who may have closed Slack meanwhile. */
async function drawBatchEnd(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const batch = await deps.batches.find(post.subject);
  return batch && batchEnd(words, { batch, counts: await deps.batches.counts(batch.id) });
}

async function drawActEnd(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const act = await deps.acts.find(post.subject);
  return act && actEnd(words, act);
}

/** The quiet word that people joined, to whoever invited them. */
async function drawJoined(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const { teamId, tenantId, slackUserId } = post;
  if (!slackUserId) return undefined;
  const joined = await deps.batches.joined({ teamId, tenantId, slackUserId }, joinedWindow(post), mostNamed);
  const [first] = joined.people;
  const batch = first && (await deps.batches.find(first.batchId));
  if (!batch) return undefined;
  const found = new Map<string, { teamId: string; userId: string }>();
  for (const { email } of joined.people.slice(0, greeted)) {
    const userId = await deps.findNewcomer(teamId, email);
    if (userId && userId !== slackUserId) found.set(email, { teamId, userId });
  }
  return joinedMessage(words, { tenantName: batch.tenantName, joined, found });
}

async function drawApproval(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const request = await deps.approvals.find(post.subject);
  return request && approvalCard(words, request, await audienceOf(deps, post));
}

async function drawApprovalAsked(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const request = await deps.approvals.find(post.subject);
  return request && (request.state === 'open' || post.ts) ? approvalAsked(words, request) : undefined;
}

/** One that was not posted before the decision has nothing to say any more. */
async function drawApprovalNudge(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const request = await deps.approvals.find(post.subject);
  return request && (request.state === 'open' || post.ts) ? approvalNudge(words, request) : undefined;
}

async function drawApprovalEnd(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const request = await deps.approvals.find(post.subject);
  return request && approvalEnd(words, request);
}

async function drawAsk({ command }: DrawDeps, { subject }: Post, words: Words): Promise<Message | undefined> {
  return favourMessage(words, readJson(favour, subject), command);
}

/** One minute of the audit channel. */
async function drawAuditLines(deps: DrawDeps, post: Post, words: Words): Promise<Message | undefined> {
  const acts = await actsOf(deps.audit, post);
  return acts.length > 0 ? auditLines(words, acts, await audienceOf(deps, post), deps.command) : undefined;
}

/** One part of an export, read again when it is posted: it is never stored twice. */
async function drawAuditCsv(
  { audit }: DrawDeps,
  { teamId, tenantId, subject }: Post,
  words: Words,
): Promise<Message | undefined> {
  const { from, until, part } = readJson(exportPart, subject);
  const parts = partsOf(await audit.period({ teamId, tenantId }, { from, until }, mostRows));
  const text = parts[part];
  return text === undefined ? undefined : auditCsvPart(words, text, part, parts.length);
}
