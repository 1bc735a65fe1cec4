import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/workspaces/settings.ts';
import { freshStore } from './fresh-store.ts';
import { act, hold, noon, ownDigest, post } from './samples.ts';
import { engines } from './stores.ts';

const where = { teamId: 'T1', tenantId: 'acme' };

describe.each(engines)('digests on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  test('a person has one of their own, which is changed, moved to another zone, and stopped', async () => {
    await store.ownDigests.save(ownDigest());
    expect(await store.ownDigests.find('acme', 'roq-ada')).toEqual({ ...ownDigest(), lastDay: undefined });
    expect(await store.ownDigests.find('globex', 'roq-ada')).toBeUndefined();
    await store.ownDigests.moved({ ...ownDigest() }, 'Asia/Tokyo');
    await store.ownDigests.save(ownDigest({ hour: 17, timeZone: 'Asia/Tokyo', slackUserId: 'U9' }));
    const changed = ownDigest({ hour: 17, timeZone: 'Asia/Tokyo', slackUserId: 'U9' });
    expect(await store.ownDigests.ofTenant('acme')).toEqual([{ ...changed, lastDay: undefined }]);
    expect(await store.ownDigests.stop('T1', 'U1')).toEqual([]);
    expect(await store.ownDigests.stop('T2', 'U9')).toEqual([]);
    expect(await store.ownDigests.stop('T1', 'U9')).toMatchObject([{ roqUserId: 'roq-ada', on: false }]);
    expect(await store.ownDigests.stop('T1', 'U9')).toEqual([]);
    expect(await store.ownDigests.page(undefined, 9)).toEqual([]);
  });

  test('those that are on are listed in pages', async () => {
    const keys = ['globex/b', 'acme/b', 'acme/a', 'acme/c'];
    for (const key of keys) {
      const [tenantId = '', roqUserId = ''] = key.split('/');
      await store.ownDigests.save(ownDigest({ tenantId, roqUserId, on: roqUserId !== 'c' }));
    }
    const first = await store.ownDigests.page(undefined, 2);
    expect(first.map(({ tenantId, roqUserId }) => `${tenantId}/${roqUserId}`)).toEqual(['acme/a', 'acme/b']);
    expect(await store.ownDigests.page(first.at(-1), 2)).toMatchObject([{ tenantId: 'globex' }]);
  });

  test('of a person and local day there is one, with its post, however many start it', async () => {
    await store.ownDigests.save(ownDigest());
    const own = { ...ownDigest() };
    const starts = await Promise.all(
      [1, 2, 3].map((n) => store.ownDigests.start(own, '2026-11-23', post(`k${n}`, { kind: 'own_digest' }))),
    );
    expect(starts.filter(Boolean)).toHaveLength(1);
    const posts = await Promise.all([1, 2, 3].map((n) => store.posts.findByKey(`k${n}`)));
    expect(posts.filter(Boolean)).toHaveLength(1);
    expect(await store.ownDigests.find('acme', 'roq-ada')).toMatchObject({ lastDay: '2026-11-23' });
    await store.ownDigests.save(ownDigest({ hour: 12 }));
    expect(await store.ownDigests.find('acme', 'roq-ada')).toMatchObject({ lastDay: '2026-11-23', hour: 12 });
    expect(await store.ownDigests.start(own, '2026-11-24', post('k4', { kind: 'own_digest' }))).toBe(true);
  });

  test('a snooze holds until its end, in its workspace and tenant; a later one replaces it', async () => {
    const many = Array.from({ length: 250 }, (_, n) => ({
      inviteId: `i${n}`,
      kind: 'snoozed' as const,
      until: noon + 5_000,
    }));
    await store.snoozes.put(where, many, 'U1');
    await store.snoozes.put(where, [{ inviteId: 'i0', kind: 'left_out', until: noon + 9_000 }], 'U2');
    expect((await store.snoozes.of(where)).size).toBe(250);
    expect((await store.snoozes.of({ teamId: 'T2', tenantId: 'acme' })).size).toBe(0);
    expect((await store.snoozes.of({ teamId: 'T1', tenantId: 'globex' })).size).toBe(0);
    clock.advance(5_000);
    const kept = { inviteId: 'i0', kind: 'left_out', until: noon + 9_000, at: noon };
    expect([...(await store.snoozes.of(where)).values()]).toEqual([kept]);
  });

  test('resends are counted for each invite, also those that may have happened', async () => {
    const ends = ['done', 'unsure', 'refused'] as const;
    for (const [n, state] of ends.entries()) {
      const begun = await store.acts.begin(act(`a${n}`), { owner: 'o', leaseMs: 9, cooldownMs: 0 });
      if (begun.kind !== 'begun') throw new Error(begun.kind);
      await store.acts.finish(begun.act, 'o', { state });
    }
    const cancel = act('a9', { kind: 'cancel', inviteId: 'invite-2' });
    await store.acts.begin(cancel, { owner: 'o', leaseMs: 9, cooldownMs: 0 });
    expect(await store.acts.resends('acme', ['invite-1', 'invite-2', 'invite-1'])).toEqual(new Map([['invite-1', 2]]));
    expect((await store.acts.resends('globex', ['invite-1'])).size).toBe(0);
  });

  test('settings are replaced only while nobody saved meanwhile', async () => {
    const settings = defaultSettings('Europe/Berlin', noon);
    const stored = await store.settings.save({ ...where, settings, updatedBy: 'U1' });
    await store.settings.save({ ...where, settings, updatedBy: 'U2' });
    expect(await store.settings.replace({ ...stored, updatedBy: 'U3' })).toBe(false);
    expect(await store.settings.replace({ ...stored, revision: 2, updatedBy: 'U3' })).toBe(true);
    expect(await store.settings.find('T1', 'acme')).toMatchObject({ revision: 3, updatedBy: 'U3' });
  });

  test('the digest before one is the last of its place or person that stands in Slack', async () => {
    const made = [
      post('d1', { kind: 'digest' }),
      post('now', { kind: 'digest', slackUserId: 'U1', place: undefined }),
      post('other', { kind: 'digest', tenantId: 'globex' }),
      post('d2', { kind: 'digest' }),
      post('d3', { kind: 'digest' }),
    ];
    for (const each of made) {
      clock.advance(1_000);
      await store.posts.create({ ...each, ...(each.key === 'now' ? {} : { slackUserId: undefined }) });
    }
    const last = await store.posts.findByKey('d3');
    if (!last) throw new Error('no post');
    expect(await store.posts.before(last)).toBeUndefined();
    const [held] = (await store.posts.claim(hold('o'))).filter(({ key }) => key === 'd1');
    if (!held) throw new Error('not claimed');
    await store.posts.live(held, 'o', { place: { channelId: 'C1', kind: 'public' }, ts: '1.1', drawn: 1 });
    expect(await store.posts.before(last)).toMatchObject({ key: 'd1' });
  });
});
