import { type KeeperDeps, keeper } from '../keeper.ts';
import type { SlackDirectory } from '../people/person.ts';
import { RoqError } from '../roq-error.ts';
import type { Worker } from '../worker.ts';
import type { RuleBook } from '../workspaces/rules.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { BatchStore } from './batch.ts';
import { byTenant } from './by-tenant.ts';
import type { Invite } from './invite.ts';
import { type HeldNudge, type NudgeStore, nudgeDelay } from './nudge.ts';
import type { InviteGateway } from './ports.ts';

/** Who in a workspace has an address; `later`: Slack does not say at the moment. */
export type FindInSlack = (teamId: string, email: string) => Promise<{ userId: string } | 'nobody' | 'later'>;

export type KeepNudgesDeps = KeeperDeps & {
  nudges: NudgeStore;
  batches: Pick<BatchStore, 'find'>;
  gateway: Pick<InviteGateway, 'all'>;
  settings: Pick<SettingsStore, 'find'>;
  rules: RuleBook;
  directory: SlackDirectory;
  findInSlack: FindInSlack;
  wakePosts: () => void;
};

const atOnce = 20;
/** Slack answers 50 such questions a minute (facts/slack section 4). */
const restMs = 60_000;
/** A word that comes much too late is none. */
const worthSayingMs = 24 * 60 * 60_000;

/** The worker that tells invitees who are in Slack, once each; in every replica. */
export const nudgeKeeper = (deps: KeepNudgesDeps): Worker =>
  keeper(deps, deps.nudges, atOnce, async (held, owner) => {
    for (const some of byTenant(held)) await tellAll(deps, some, owner);
    deps.wakePosts();
  });

async function tellAll(deps: KeepNudgesDeps, held: readonly HeldNudge[], owner: string): Promise<void> {
  const [first] = held;
  if (!first) return;
  const { teamId, tenantId } = first;
  if ((await nudgeDelay(deps, first)) === undefined) return dropAll(deps, held, owner);
  const invites = await pending(deps, tenantId, held);
  if (!invites) return deps.nudges.rest(teamId, restMs);
  for (const nudge of held) {
    const found = invites.has(nudge.inviteId) ? await deps.findInSlack(teamId, nudge.email) : 'nobody';
    if (found === 'later') return deps.nudges.rest(teamId, restMs);
    if (found === 'nobody' || !(await mayBeTold(deps, nudge, found.userId))) await deps.nudges.drop(nudge, owner);
    else await tell(deps, nudge, owner, found.userId);
  }
}

const dropAll = async (deps: KeepNudgesDeps, held: readonly HeldNudge[], owner: string): Promise<void> => {
  for (const nudge of held) await deps.nudges.drop(nudge, owner);
};

/** Which of them ROQ shows as pending at this moment; `undefined` while it does not answer. */
async function pending(
  deps: KeepNudgesDeps,
  tenantId: string,
  held: readonly HeldNudge[],
): Promise<Set<string> | undefined> {
  try {
    const ids = held.map(({ inviteId }) => inviteId);
    const invites: Invite[] = await deps.gateway.all({ tenantId }, { ids, statuses: ['pending'] });
    return new Set(invites.map(({ id }) => id));
  } catch (error) {
    if (error instanceof RoqError) return undefined;
    throw error;
  }
}

/** People of this workspace, guests among them; not whoever sent the invite, perhaps to themselves. */
async function mayBeTold(deps: KeepNudgesDeps, { teamId, batchId }: HeldNudge, userId: string): Promise<boolean> {
  const [user, batch] = await Promise.all([deps.directory.user(teamId, userId), deps.batches.find(batchId)]);
  const inWorkspace = user?.standing === 'member' || user?.standing === 'guest';
  return inWorkspace && batch !== undefined && batch.slackUserId !== userId;
}

async function tell(deps: KeepNudgesDeps, nudge: HeldNudge, owner: string, inviteeId: string): Promise<void> {
  const { inviteId: subject, teamId, tenantId } = nudge;
  const expiresAt = deps.clock.now() + worthSayingMs;
  const post = {
    key: `nudge:${subject}`,
    kind: 'nudge',
    subject,
    teamId,
    tenantId,
    slackUserId: inviteeId,
    expiresAt,
  } as const;
  await deps.nudges.tell(nudge, owner, inviteeId, post);
}
