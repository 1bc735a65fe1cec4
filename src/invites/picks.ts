import type { PeopleStore, Person, SlackDirectory, SlackUser } from '../people/person.ts';
import { type ConsentStore, restAfterNoMs } from './consent.ts';
import type { DraftContent, DraftRecipient } from './draft.ts';
import { type PreflightDeps, preflight, type Sheet, type SheetKind } from './preflight.ts';
import { readAddress, readName } from './recipients.ts';
import type { Standing } from './standing.ts';

/** Why somebody cannot be asked at all: of whom Slack shows no account of this workspace, or no address. */
type Unaskable = 'bot' | 'guest' | 'stranger' | 'deactivated' | 'no_address';
/**
 * What comes of somebody who was picked. `ask`: they are asked; `typed`: their address stands on the sheet already;
 * `open`: they are being asked; `no`: they said no a while ago; the rest as on the sheet.
 */
export type PickKind = 'ask' | 'typed' | 'open' | 'no' | Unaskable | Exclude<SheetKind, 'ready' | 'approval' | 'ended'>;
export type PickLine = { userId: string; kind: PickKind };

export type PickDeps = PreflightDeps & {
  directory: SlackDirectory;
  people: Pick<PeopleStore, 'find'>;
  consents: ConsentStore;
};

/** More are not asked at once. */
export const mostPicked = 30;

/**
 * The sheet of what was typed, and what comes of those who were picked: rules and limits count both together. Nothing
 * of Slack's addresses is in the answer. May throw RoqError.
 */
export async function preflightWithPicks(
  deps: PickDeps,
  person: Person,
  content: DraftContent & { roleKey: string },
  standing: Standing,
): Promise<{ sheet: Sheet; picks: PickLine[] }> {
  const typed = content.recipients;
  const found = await Promise.all(pickedIn(content).map((userId) => lookUp(deps, person, userId)));
  const barred = await whoIsBarred(deps, person, typed, found);
  const free = found.flatMap((each) => (each.recipient && !barred.has(each.userId) ? [each.recipient] : []));
  const sheet = await preflight(deps, person, { ...content, recipients: [...typed, ...free] }, standing);
  const lines = new Map(sheet.lines.map((line) => [line.recipient, line.kind]));
  const kindOf = ({ userId, recipient, why }: Found): PickKind =>
    why ?? barred.get(userId) ?? askable(recipient && lines.get(recipient));
  return {
    sheet: { ...sheet, lines: sheet.lines.slice(0, typed.length) },
    picks: found.map((each) => ({ userId: each.userId, kind: kindOf(each) })),
  };
}

/** Whom the person picked, each once. */
export const pickedIn = ({ picks = [] }: Pick<DraftContent, 'picks'>): string[] =>
  [...new Set(picks.map(({ userId }) => userId))].slice(0, mostPicked);

/** The person as a recipient, with the address that Slack shows. */
export function recipientOf({ name, email = '' }: Pick<SlackUser, 'name' | 'email'>): DraftRecipient | undefined {
  const { email: address, fault } = readAddress(email);
  // An invite that has ended is no reason not to ask: whoever agrees to it gets a new one.
  return fault ? undefined : { email: address, ...readName(name), again: true };
}

type Found = { userId: string; recipient?: DraftRecipient | undefined; why?: PickKind };

async function lookUp(deps: PickDeps, { teamId, tenantId }: Person, userId: string): Promise<Found> {
  const [user, link] = await Promise.all([deps.directory.user(teamId, userId), deps.people.find(teamId, userId)]);
  if (!user) return { userId, why: 'stranger' };
  if (user.standing !== 'member') return { userId, why: user.standing };
  if (link?.tenantId === tenantId) return { userId, why: 'member' };
  const recipient = recipientOf(user);
  return recipient ? { userId, recipient } : { userId, why: 'no_address' };
}

async function whoIsBarred(
  deps: PickDeps,
  { teamId, tenantId }: Person,
  typed: readonly DraftRecipient[],
  found: readonly Found[],
): Promise<Map<string, PickKind>> {
  const addresses = new Set(typed.map(({ email }) => email));
  const inviteeIds = found.map(({ userId }) => userId);
  const noSince = deps.clock.now() - restAfterNoMs;
  const barred = new Map<string, PickKind>(await deps.consents.standing({ teamId, tenantId, inviteeIds }, noSince));
  for (const { userId, recipient } of found)
    if (recipient && addresses.has(recipient.email)) barred.set(userId, 'typed');
  return barred;
}

const askable = (kind: SheetKind | undefined): PickKind => {
  if (kind === undefined || kind === 'ready' || kind === 'approval' || kind === 'ended') return 'ask';
  return kind;
};
