import { randomUUID } from 'node:crypto';
import type { SlackDirectory } from '../people/person.ts';
import type { NewPost } from '../workspaces/post.ts';
import { type AuditEntry, type Origin, originOf } from './audit.ts';
import { type Consent, consentLastsMs, type NewConsent } from './consent.ts';
import type { Draft } from './draft.ts';
import { type PickDeps, recipientOf } from './picks.ts';
import type { SendDeps, Sender } from './send.ts';

export type AskPeopleDeps = Pick<PickDeps, 'directory' | 'consents'> &
  Pick<SendDeps, 'authority' | 'audit' | 'clock' | 'wakePosts'>;

/**
 * Asks those whom the last check found free whether they want the invite, each by direct message, and gives the inviter
 * one message that tells what comes of it. Asking twice asks once. `closesDraft`: nothing else comes of the draft.
 * Throws Problem when the person may not invite.
 */
export async function askPeople(
  deps: AskPeopleDeps,
  sender: Sender,
  draft: Draft,
  closesDraft: boolean,
  origin: Origin = {},
): Promise<Consent[]> {
  const { person, mayOnlyAsk } = sender;
  const { roleKey } = draft.content;
  const userIds = (draft.content.picks ?? []).flatMap(({ userId, kind }) => (kind === 'ask' ? [userId] : []));
  if (userIds.length === 0 || !roleKey || draft.tenantId !== person.tenantId) return [];
  if (!mayOnlyAsk) await deps.authority.allow(person, { act: 'invite', roleKeys: [roleKey] });
  const found = await Promise.all(userIds.map((userId) => questionTo(deps.directory, sender, draft, userId)));
  const asks = found.flatMap((consent) =>
    consent ? [{ consent, post: questionPost(consent, deps.clock.now()) }] : [],
  );
  if (asks.length === 0) return [];
  const { teamId, tenantId, slackUserId } = person;
  const post = {
    key: `consents:${draft.id}`,
    kind: 'consents',
    subject: draft.id,
    teamId,
    tenantId,
    slackUserId,
  } as const;
  const asked = await deps.consents.ask(asks, { id: draft.id, post, closesDraft });
  const fresh = new Set(asks.map(({ consent }) => consent.id));
  const at = deps.clock.now();
  await deps.audit.append(asked.filter(({ id }) => fresh.has(id)).map((each) => askedEntry(each, at, origin)));
  deps.wakePosts();
  return asked;
}

async function questionTo(
  directory: SlackDirectory,
  { person, powers, tenantName }: Sender,
  { id: groupId, content }: Draft,
  inviteeId: string,
): Promise<NewConsent | undefined> {
  const { teamId, tenantId, slackUserId, roqUserId, name: inviterName } = person;
  const user = await directory.user(teamId, inviteeId);
  const recipient = user?.standing === 'member' ? recipientOf(user) : undefined;
  if (!user || !recipient) return undefined;
  const { roleKey = '', locale, reason } = content;
  const roleName = powers.roles.find((role) => role.key === roleKey)?.name ?? roleKey;
  return {
    ...{ id: randomUUID(), groupId, teamId, tenantId, slackUserId, roqUserId, inviterName, tenantName },
    ...{ roleKey, roleName, locale, reason, inviteeId, inviteeName: user.name, email: recipient.email },
  };
}

const questionPost = ({ id, teamId, tenantId, inviteeId }: NewConsent, now: number): NewPost => ({
  ...{ key: `consent:${id}`, kind: 'consent', subject: id, teamId, tenantId, slackUserId: inviteeId },
  expiresAt: now + consentLastsMs,
});

/** Without the address: its owner has not agreed to anything yet. */
const askedEntry = (consent: Consent, at: number, origin: Origin): AuditEntry => ({
  ...consentEntry(consent, 'consent.asked', at),
  slackUserId: consent.slackUserId,
  roqUserId: consent.roqUserId,
  ...originOf(origin),
});

/** What somebody did about a question, by whoever did it. */
export const consentEntry = (consent: Consent, what: string, at: number): AuditEntry => ({
  at,
  teamId: consent.teamId,
  tenantId: consent.tenantId,
  what,
  after: `consent ${consent.id} of ${consent.inviteeId} as ${consent.roleKey}`,
});
