import type { Person, Reader, RoqDirectory, RoqUser } from '../people/person.ts';
import type { RuleBook } from '../workspaces/rules.ts';
import type { Mailings } from './act.ts';
import type { DraftContent, DraftRecipient } from './draft.ts';
import type { Invite } from './invite.ts';
import { suspect } from './mistyped.ts';
import { type ApprovalWhy, type DeniedWhy, judge } from './policy.ts';
import { type RoomDeps, roomFor } from './room.ts';
import { ruledLines } from './ruled-lines.ts';
import type { Standing } from './standing.ts';

/** What stands in the way of one recipient, if anything. */
export type SheetLine = { recipient: DraftRecipient } & (
  | {
      kind: 'ready';
      /** The address that was probably meant. */
      suspect?: string | undefined;
      again?: Invite;
      /** The workspace wants a second look at this domain. */
      warned?: boolean;
    }
  | { kind: 'denied'; why: DeniedWhy }
  | { kind: 'approval'; why: ApprovalWhy }
  | { kind: 'over'; limit: 'quota' | 'cap' }
  | { kind: 'member' }
  | { kind: 'pending'; invite: Invite; invitedBy?: string | undefined }
  | { kind: 'ended'; invite: Invite }
  | { kind: 'cooling'; mailedAt: number }
  | { kind: 'role' }
  | { kind: 'bad' }
);
export type SheetKind = SheetLine['kind'];
export type Sheet = {
  lines: SheetLine[];
  roleKey: string;
  readAt: number;
  /** How many more the limits of the workspace allow; Infinity without a limit. */
  left: { quota: number; cap: number };
};

export type PreflightDeps = RoomDeps & { roq: RoqDirectory; mailings: Mailings; rules: RuleBook };

/**
 * Looks at every recipient before anything is sent: ROQ's state first, then the rules of the workspace.
 * `powers.roles` are the roles the person may give, or, when they may only ask, the roles they may ask for.
 * Reads as the service account within the person's tenant, so that another inviter's open invite is seen too.
 * May throw RoqError.
 */
export async function preflight(
  deps: PreflightDeps,
  person: Person,
  content: DraftContent & { roleKey: string },
  { powers, mayOnlyAsk }: Standing,
): Promise<Sheet> {
  const rules = await deps.rules.of(person);
  const grantable = powers.roles.map((role) => role.key);
  const emails = content.recipients.filter((recipient) => !recipient.fault).map((recipient) => recipient.email);
  const reader: Reader = { tenantId: person.tenantId };
  const [invites, members, mailed] = await Promise.all([
    deps.gateway.all(reader, { emails }),
    emails.length > 0 ? deps.roq.usersByEmail(emails, person.tenantId) : [],
    deps.mailings.lastMailed(person.tenantId, emails),
  ]);
  const newest = newestPerAddress(invites);
  const inviters = await namesOf(deps.roq, person.tenantId, [...newest.values()]);
  const memberEmails = new Set(members.filter((user) => user.active).map((user) => user.email));
  const ownDomains = [person.email.split('@')[1] ?? ''];
  const coolingSince = deps.clock.now() - rules.cooldownMs;

  const lineOf = (recipient: DraftRecipient): SheetLine => {
    if (recipient.fault) return { kind: 'bad', recipient };
    if (memberEmails.has(recipient.email)) return { kind: 'member', recipient };
    const invite = newest.get(recipient.email);
    if (invite?.status === 'pending') {
      return { kind: 'pending', recipient, invite, invitedBy: inviters.get(invite.createdByUserId) };
    }
    const roleKey = recipient.roleKey ?? content.roleKey;
    const barred = judge(rules, { email: recipient.email, roleKey }).kind === 'denied';
    if (!barred && !grantable.includes(roleKey)) return { kind: 'role', recipient };
    const mailedAt = mailed.get(recipient.email) ?? 0;
    if (mailedAt > coolingSince) return { kind: 'cooling', recipient, mailedAt };
    const ended = invite && invite.status !== 'accepted' ? invite : undefined;
    if (ended && !recipient.again) return { kind: 'ended', recipient, invite: ended };
    const line: SheetLine = { kind: 'ready', recipient, suspect: suspect(recipient.email, ownDomains) };
    return ended ? { ...line, again: ended } : line;
  };
  const lines = content.recipients.map(lineOf);
  const { quota, cap } = await roomFor(deps, person, rules);
  return {
    lines: ruledLines(lines, content.roleKey, rules, { quota, cap }, mayOnlyAsk),
    roleKey: content.roleKey,
    readAt: deps.clock.now(),
    left: { quota, cap },
  };
}

/** One invite per address: a pending one before all, else the newest. */
export function newestPerAddress(invites: readonly Invite[]): Map<string, Invite> {
  const chosen = new Map<string, Invite>();
  for (const invite of invites) {
    const other = chosen.get(invite.email);
    if (!other || outranks(invite, other)) chosen.set(invite.email, invite);
  }
  return chosen;
}

const outranks = (invite: Invite, other: Invite): boolean => {
  const pending = invite.status === 'pending';
  if (pending !== (other.status === 'pending')) return pending;
  return invite.createdAt > other.createdAt;
};

/** The names behind the inviters' ids, for the invites of one tenant. */
export async function namesOf(
  roq: RoqDirectory,
  tenantId: string,
  invites: readonly Invite[],
): Promise<Map<string, string>> {
  const ids = [...new Set(invites.map((invite) => invite.createdByUserId))];
  const users = ids.length > 0 ? await roq.usersById(tenantId, ids) : [];
  return new Map(users.map((user) => [user.id, fullName(user)]));
}

export const fullName = (user: Pick<RoqUser, 'firstName' | 'lastName' | 'email'>): string =>
  `${user.firstName} ${user.lastName}`.trim() || user.email;

export const linesOf = <K extends SheetKind>(sheet: Sheet, kind: K): Extract<SheetLine, { kind: K }>[] =>
  sheet.lines.filter((line): line is Extract<SheetLine, { kind: K }> => line.kind === kind);
