import type { Act, ActState } from '../../src/invites/act.ts';
import type { Approval, ApprovalState } from '../../src/invites/approval.ts';
import type { Batch, BatchCounts, Recipient, RecipientState } from '../../src/invites/batch.ts';
import type { Browsed } from '../../src/invites/browse.ts';
import type { Consent, ConsentState } from '../../src/invites/consent.ts';
import { type Invite, type InviteStatus, inviteStatuses } from '../../src/invites/invite.ts';
import type { NeedyInvite, Overview } from '../../src/invites/overview.ts';
import type { StepRun } from '../../src/invites/step-run.ts';
import type { Person } from '../../src/people/person.ts';

/**
 * What every view is drawn with: people, tenants and roles of long names in Greek, so that every Latin letter of a
 * drawing is a word of the product's own.
 */
export const [tenantName, roleName, inviterName] = ['Ακαδημία & Υιοί <Ελλάς>', 'Συντάκτης', 'Πηνελόπη Παπαδοπούλου'];
export const command = '/κλήση';
const readAt = Date.UTC(2026, 9, 6, 10);
const day = 86_400_000;
export const now = readAt;

/** Ids as ours are, each another. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const address = (n: number): string => `αλέξανδρος.${n}@παράδειγμα-εταιρεία.δοκιμή`;
const where = { teamId: 'T1', tenantId: 'Τ', roqUserId: 'Ρ', slackUserId: 'U1' };

export const person: Person = {
  ...where,
  ...{ name: inviterName, email: address(0), timeZone: 'Europe/Athens', locale: 'el-GR' },
};

export const invite = (n: number, status: InviteStatus, more: Partial<Invite> = {}): Invite => ({
  ...{ id: id(n), tenantId: 'Τ', email: address(n), firstName: 'Αλέξανδρος', lastName: 'Οικονόμου', roleKeys: [] },
  ...{ status, createdAt: readAt - n * day, createdByUserId: 'Ρ', userTokenId: 'Κ' },
  ...more,
});
export const oneOfEach: Invite[] = inviteStatuses.map((status, n) => invite(n + 1, status));

export const batch = (more: Partial<Batch> = {}): Batch => ({
  ...where,
  ...{ id: id(90), draftId: id(91), inviterName, tenantName, roleKey: 'ρ', roleName, total: 3 },
  ...{ state: 'done', createdAt: readAt - 2 * day },
  ...more,
});

export const recipient = (n: number, state: RecipientState, more: Partial<Recipient> = {}): Recipient => ({
  ...{ batchId: id(90), position: n, email: address(n), firstName: '', lastName: '', roleKey: 'ρ', state },
  ...{ called: true, checks: 0, lostAnswers: 0, tries: 0, member: false },
  ...(state === 'sent' ? { inviteId: id(n), status: 'pending', statusAt: readAt } : {}),
  ...more,
});

/** Of every way in which somebody of a batch can stand. */
export const recipients: Recipient[] = [
  ...inviteStatuses.map((status, n) =>
    recipient(n, 'sent', { status, firstName: `Ζωή ${'αβγδ'[n]}`, lastName: 'Ζήση' }),
  ),
  recipient(5, 'sent', { status: 'accepted', acceptedAt: readAt - 2 * day }),
  ...(['refused', 'unsure', 'checking', 'queued', 'sending', 'stopped'] as const).map((state, n) =>
    recipient(6 + n, state),
  ),
  recipient(13, 'queued', { tries: 2 }),
  recipient(14, 'refused', { refusal: 'other', code: 'ΚΩΔ' }),
];

const states = ['queued', 'sending', 'checking', 'sent', 'refused', 'unsure', 'stopped'] as const;
export function countsOf(all: readonly Recipient[], total = all.length): BatchCounts {
  const none = { queued: 0, sending: 0, checking: 0, sent: 0, refused: 0, unsure: 0, stopped: 0, total };
  const counted = states.map((state) => [state, all.filter((each) => each.state === state).length]);
  return { ...none, ...Object.fromEntries(counted) };
}

export const statuses = (n: number): Record<InviteStatus, number> => ({
  ...{ pending: n, accepted: n, expired: n, canceled: n },
});

export const act = (n: number, kind: Act['kind'], state: ActState): Act => ({
  ...{ ...where, id: id(200 + n), kind, inviteId: id(n), email: address(n), actorName: inviterName, state },
  ...{ before: { status: 'pending', userTokenId: 'Κ' }, checks: 0, createdAt: readAt - day },
});

export const approval = (state: ApprovalState, people = 3, more: Partial<Approval> = {}): Approval => ({
  ...{ ...where, id: id(92), draftId: id(93), requesterName: inviterName, tenantName, roleKey: 'ρ', roleName },
  recipients: Array.from({ length: people }, (_, n) => ({
    ...{ email: address(n), firstName: 'Ζωή', lastName: 'Ζήση', roleKey: n === 1 ? 'άλλη' : 'ρ' },
  })),
  ...{ hash: 'Χ', why: ['person', 'role', 'outside', 'many'], state, createdAt: readAt, expiresAt: readAt + day },
  ...(state === 'approved' || state === 'declined'
    ? {
        decidedAt: readAt,
        decision: { slackUserId: 'U2', roqUserId: 'Σ', name: 'Οδυσσέας', reason: 'Επειδή.' },
      }
    : {}),
  ...more,
});

export const consent = (n: number, state: ConsentState, more: Partial<Consent> = {}): Consent => ({
  ...{ ...where, id: id(n), groupId: id(94), inviterName, tenantName, roleKey: 'ρ', roleName },
  ...{ inviteeId: `U${n}`, inviteeName: 'Ζωή', email: address(n), otherAddress: n % 2 === 1, state },
  ...{ createdAt: readAt, expiresAt: readAt + day },
  ...more,
});

export const stepRun = (n: number, more: Partial<StepRun> = {}): StepRun => ({
  ...{ ...where, id: id(n), executionId: `Fx${n}`, tenantName, roleWord: 'ρ', roleKey: 'ρ', roleName },
  ...{ email: address(n), inviteeName: 'Ζωή Ζήση', reason: '', state: 'open', createdAt: readAt, tries: 0 },
  ...{ expiresAt: readAt + day },
  ...more,
});

export const browsed = (invites: Invite[], page = 0, pages = 1): Browsed => ({
  ...{ invites, inviters: new Map([['Ρ', inviterName]]), total: invites.length * pages, page, pages, readAt },
});

export const overview = (needy: NeedyInvite[], listed: Browsed, maybeMore = false): Overview => ({
  ...{ counts: statuses(12_345), needy, maybeMore, listed, inviters: new Map([['Ρ', inviterName]]), readAt },
});
