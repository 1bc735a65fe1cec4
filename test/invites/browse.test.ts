import { describe, expect, test } from 'vitest';
import { browse, pageSize } from '../../src/invites/browse.ts';
import type { Invite } from '../../src/invites/invite.ts';
import type { InviteGateway } from '../../src/invites/ports.ts';
import type { Person, RoqDirectory } from '../../src/people/person.ts';

/** Invites of which so many at a time were made in the same moment. */
const madeTogether = (count: number, together: number): Invite[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `00000000-0000-4000-8000-${String((n * 7_919) % count).padStart(12, '0')}`,
    tenantId: 'acme',
    email: `p${n}@x.test`,
    firstName: '',
    lastName: '',
    roleKeys: [],
    status: 'pending',
    createdAt: 1_000_000 - Math.floor(n / together),
    createdByUserId: 'ada',
    userTokenId: 't',
  }));

/** Breaks ties anew on every read, and keeps to ROQ's cap. */
function gatewayOf(invites: readonly Invite[], cap = 1_000) {
  let reads = 0;
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  const shuffled = () =>
    invites
      .map((invite) => ({ invite, tie: random() }))
      .sort((a, b) => b.invite.createdAt - a.invite.createdAt || a.tie - b.tie)
      .map(({ invite }) => invite);
  const notUsed = () => Promise.reject(new Error('not used'));
  const gateway: InviteGateway = {
    async list(_reader, { limit, offset = 0 }) {
      reads += 1;
      return { invites: shuffled().slice(offset, offset + Math.min(limit, cap)), total: invites.length };
    },
    async all() {
      return shuffled();
    },
    send: notUsed,
    resend: notUsed,
    cancel: notUsed,
  };
  return { gateway, reads: () => reads };
}

const person = { tenantId: 'acme', roqUserId: 'ada' } as Person;
const roq = { usersById: async () => [] } as unknown as RoqDirectory;
const clock = { now: () => 0 };
const page = (gateway: InviteGateway, number: number) =>
  browse({ gateway, roq, clock }, person, { statuses: ['pending'], text: '', page: number });

describe('turning the pages of 2,500 invites in a random order of ties', () => {
  test.each([1, 10, 40, 499, 700, 2_500])('shows each exactly once when %i were made at a time', async (together) => {
    const { gateway } = gatewayOf(madeTogether(2_500, together));
    const seen: string[] = [];
    for (let number = 0; number < 209; number += 1)
      seen.push(...(await page(gateway, number)).invites.map(({ id }) => id));
    expect(seen).toHaveLength(2_500);
    expect(new Set(seen).size).toBe(2_500);
  });

  test('shows each exactly once when ROQ gives less in one read than it was asked for', async () => {
    const { gateway } = gatewayOf(madeTogether(2_500, 10), 200);
    const seen: string[] = [];
    for (let number = 0; number < 209; number += 1)
      seen.push(...(await page(gateway, number)).invites.map(({ id }) => id));
    expect(new Set(seen).size).toBe(2_500);
  });

  test('takes one read a page', async () => {
    const { gateway, reads } = gatewayOf(madeTogether(2_500, 10));
    for (const number of [0, 82, 83, 208]) expect((await page(gateway, number)).page).toBe(number);
    expect(reads()).toBe(4);
  });

  test('a page past the end is the last one', async () => {
    const { gateway } = gatewayOf(madeTogether(2_500, 10));
    const last = await page(gateway, 9_000);
    expect(last.page).toBe(208);
    expect(last.invites).toHaveLength(2_500 % pageSize);
  });

  test('no invites are one empty page', async () => {
    const { gateway } = gatewayOf([]);
    expect(await page(gateway, 3)).toMatchObject({ invites: [], total: 0, page: 0, pages: 1 });
  });
});
