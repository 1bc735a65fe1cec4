import { describe, expect, test } from 'vitest';
import type { Invite, InviteStatus } from '../../src/invites/invite.ts';
import { overview } from '../../src/invites/overview.ts';
import type { InviteGateway } from '../../src/invites/ports.ts';
import type { Person, RoqDirectory } from '../../src/people/person.ts';

const day = 86_400_000;
const now = 100 * day;

const invite = (id: string, status: InviteStatus, change: Partial<Invite> = {}): Invite => ({
  ...{ id, tenantId: 'acme', email: `${id}@x.test`, firstName: '', lastName: '', roleKeys: [], status },
  ...{ createdAt: now - 10 * day, createdByUserId: 'ada', userTokenId: 't' },
  ...change,
});

/** ROQ with these invites, and users with these addresses. */
async function see(
  invites: readonly Invite[],
  how: { users?: string[]; mailed?: Record<string, number>; quiet?: string[]; olderThanDays?: number } = {},
) {
  let reads = 0;
  const list: InviteGateway['list'] = async (_reader, { statuses = [], limit, offset = 0, order }) => {
    reads += 1;
    const found = invites.filter(({ status }) => statuses.includes(status));
    found.sort((a, b) => (order === 'oldest' ? 1 : -1) * (a.createdAt - b.createdAt));
    return { invites: found.slice(offset, offset + limit), total: found.length };
  };
  const users = (how.users ?? []).map((email) => ({ email, active: true }));
  const roq = { usersById: async () => [], usersByEmail: async () => users } as unknown as RoqDirectory;
  const mailings = { lastMailed: async () => new Map(Object.entries(how.mailed ?? {})) };
  const gateway = { list, all: async () => [...invites] } as unknown as InviteGateway;
  const person = { tenantId: 'acme', roqUserId: 'ada' } as Person;
  const filter = { statuses: ['pending' as const], text: '', page: 0, mine: false };
  const attention = {
    olderThanMs: (how.olderThanDays ?? 3) * day,
    isQuiet: ({ id }: Invite) => how.quiet?.includes(id) ?? false,
  };
  const seen = await overview({ gateway, roq, mailings, clock: { now: () => now } }, person, filter, attention);
  return { ...seen, reads, names: seen.needy.map(({ invite: { id } }) => id) };
}

describe('what needs attention', () => {
  test('is pending without an answer for long, or expired of late; the longest first', async () => {
    const seen = await see([
      invite('new', 'pending', { createdAt: now - day }),
      invite('old', 'pending', { createdAt: now - 20 * day }),
      invite('expired', 'expired', { statusUpdatedAt: now - 2 * day }),
      invite('long-expired', 'expired', { createdAt: now - 60 * day, statusUpdatedAt: now - 40 * day }),
      invite('joined', 'accepted'),
    ]);
    expect(seen.names).toEqual(['old', 'expired']);
    expect(seen.maybeMore).toBe(false);
    expect(seen.counts).toEqual({ pending: 2, expired: 2, accepted: 1, canceled: 0 });
  });

  test('is not what was mailed again, snoozed, invited anew, or belongs to somebody who has joined since', async () => {
    const seen = await see(
      [
        invite('mailed', 'pending'),
        invite('resent', 'pending', { statusUpdatedAt: now - day }),
        invite('quiet', 'pending'),
        invite('anew', 'pending', { email: 'same@x.test', createdAt: now - day }),
        invite('before', 'expired', { email: 'same@x.test', statusUpdatedAt: now - 5 * day }),
        invite('member', 'expired', { statusUpdatedAt: now - 5 * day }),
        invite('needy', 'pending'),
      ],
      { mailed: { 'mailed@x.test': now - day }, quiet: ['quiet'], users: ['member@x.test'] },
    );
    expect(seen.names).toEqual(['needy']);
  });

  test('follows the number of days that the workspace has set', async () => {
    const two = [invite('two', 'pending', { createdAt: now - 2 * day })];
    expect((await see(two)).names).toEqual([]);
    expect((await see(two, { olderThanDays: 1 })).names).toEqual(['two']);
  });

  test('of thousands takes five reads, and says that there may be more', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => invite(`p${n}`, 'pending', { createdAt: now - 9 * day - n }));
    const seen = await see(many);
    expect(seen.reads).toBe(5);
    expect(seen.names).toHaveLength(50);
    expect(seen.maybeMore).toBe(true);
    expect(seen.listed).toMatchObject({ total: 3_000, page: 0, pages: 300 });
  });
});
