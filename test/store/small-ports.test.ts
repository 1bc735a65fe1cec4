import { describe, expect, test } from 'vitest';
import type { Link } from '../../src/people/person.ts';
import { defaultSettings, type WorkspaceSettings } from '../../src/workspaces/settings.ts';
import { freshStore } from './fresh-store.ts';
import { long, noon, post } from './samples.ts';
import { engines } from './stores.ts';

const link: Link = {
  teamId: 'T1',
  slackUserId: 'U1',
  roqUserId: 'roq-ada',
  tenantId: 'acme',
  proof: 'email',
  linkedAt: noon,
  checkedAt: noon,
};

describe.each(engines)('on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  test('a link is remembered, replaced, confirmed and forgotten', async () => {
    expect(await store.people.find('T1', 'U1')).toBeUndefined();
    await store.people.remember(link);
    expect(await store.people.find('T1', 'U1')).toEqual(link);
    await store.people.remember({ ...link, tenantId: 'globex', proof: 'code' });
    await store.people.touch('T1', 'U1', { checkedAt: noon + 7, locale: 'de-DE' });
    const changed = { ...link, tenantId: 'globex', proof: 'code', checkedAt: noon + 7, locale: 'de-DE' };
    expect(await store.people.find('T1', 'U1')).toEqual(changed);
    expect(await store.people.find('T2', 'U1')).toBeUndefined();
    await store.people.forget('T1', 'U1');
    expect(await store.people.find('T1', 'U1')).toBeUndefined();
  });

  test('the Slack users behind ROQ users are found in their workspace only', async () => {
    await store.people.remember(link);
    await store.people.remember({ ...link, slackUserId: 'U2' });
    await store.people.remember({ ...link, teamId: 'T2', slackUserId: 'U3' });
    await store.people.remember({ ...link, slackUserId: 'U4', roqUserId: 'roq-bob' });
    const many = Array.from({ length: 250 }, (_, index) => `nobody-${index}`);
    const found = await store.people.linkedTo('T1', [...many, 'roq-ada', 'roq-ada']);
    expect(found.map(({ slackUserId }) => slackUserId).sort()).toEqual(['U1', 'U2']);
    expect(await store.people.linkedTo('T1', [])).toEqual([]);
  });

  test('a draft keeps what was typed and grows a revision with every change', async () => {
    const content = { recipients: [{ email: 'a@x.io', firstName: 'A', lastName: '', line: 1 }], roleWord: 'editor' };
    const place = { channelId: 'D1', kind: 'direct' as const };
    const made = await store.drafts.create({ id: 'd1', teamId: 'T1', slackUserId: 'U1', place, content });
    expect(made).toEqual({
      ...{ id: 'd1', teamId: 'T1', slackUserId: 'U1', tenantId: undefined, place, content },
      ...{ revision: 1, state: 'open', createdAt: noon },
    });
    await store.drafts.update('d1', { tenantId: 'acme' });
    const changed = await store.drafts.update('d1', { content: { recipients: [] } });
    expect(changed).toEqual({ ...made, tenantId: 'acme', content: { recipients: [] }, revision: 3 });
    expect(await store.drafts.find('d1')).toEqual(changed);
    expect(await store.drafts.update('gone', { tenantId: 'acme' })).toBeUndefined();
  });

  test('only drafts older than asked are pruned', async () => {
    const empty = { teamId: 'T1', slackUserId: 'U1', content: { recipients: [] } };
    await store.drafts.create({ id: 'old', ...empty });
    clock.advance(long);
    await store.drafts.create({ id: 'new', ...empty });
    expect(await store.drafts.prune(noon + long)).toBe(1);
    expect(await store.drafts.find('old')).toBeUndefined();
    expect(await store.drafts.find('new')).toBeDefined();
  });

  test('mailings keep the latest time of each address in each tenant', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `p${index}@x.io`);
    await store.mailings.note('acme', [...many, 'p1@x.io'], noon);
    await store.mailings.note('acme', ['p1@x.io'], noon - 5);
    await store.mailings.note('acme', ['p2@x.io'], noon + 5);
    const mailed = await store.mailings.lastMailed('acme', [...many, 'never@x.io']);
    expect(mailed.size).toBe(250);
    expect([mailed.get('p1@x.io'), mailed.get('p2@x.io')]).toEqual([noon, noon + 5]);
    expect((await store.mailings.lastMailed('globex', many)).size).toBe(0);
  });

  const withDigest = (digest: Partial<WorkspaceSettings['digest']>): WorkspaceSettings => {
    const settings = defaultSettings('Europe/Berlin', noon);
    return { ...settings, digest: { ...settings.digest, ...digest } };
  };

  test('settings are kept for each workspace and tenant, with a growing revision', async () => {
    const entry = { teamId: 'T1', tenantId: 'acme', settings: withDigest({}), updatedBy: 'U1' };
    expect(await store.settings.find('T1', 'acme')).toBeUndefined();
    expect(await store.settings.save(entry)).toEqual({ ...entry, revision: 1 });
    const changed = { ...entry, settings: withDigest({ on: true, channelId: 'C1' }), updatedBy: 'U2' };
    expect(await store.settings.save(changed)).toEqual({ ...changed, revision: 2 });
    expect(await store.settings.find('T1', 'acme')).toEqual({ ...changed, revision: 2 });
    expect(await store.settings.find('T1', 'globex')).toBeUndefined();
  });

  test('those with a digest are listed in pages; off or without a channel they are not', async () => {
    const save = (teamId: string, tenantId: string, digest: Partial<WorkspaceSettings['digest']>) =>
      store.settings.save({ teamId, tenantId, settings: withDigest(digest), updatedBy: 'U1' });
    await save('T2', 'a', { on: true, channelId: 'C1' });
    await save('T1', 'b', { on: true, channelId: 'C1' });
    await save('T1', 'a', { on: true, channelId: 'C1' });
    await save('T1', 'off', { on: false, channelId: 'C1' });
    await save('T1', 'nowhere', { on: true });
    await save('T3', 'a', { on: true, channelId: 'C1' });
    await save('T3', 'a', { on: false, channelId: 'C1' });
    const names = (page: { teamId: string; tenantId: string }[]) =>
      page.map((each) => `${each.teamId}/${each.tenantId}`);
    const first = await store.settings.withDigest(undefined, 2);
    expect(names(first)).toEqual(['T1/a', 'T1/b']);
    expect(names(await store.settings.withDigest(first.at(-1), 2))).toEqual(['T2/a']);
  });

  test('the digest of a local day is started once, with its post', async () => {
    const run = { teamId: 'T1', tenantId: 'acme', name: 'pending', localDay: '2026-11-22' };
    expect(await store.digestRuns.start(run, post('digest-1', { kind: 'digest' }))).toBe(true);
    expect(await store.digestRuns.start(run, post('digest-2', { kind: 'digest' }))).toBe(false);
    expect(await store.posts.findByKey('digest-1')).toMatchObject({ kind: 'digest', state: 'wanted' });
    expect(await store.posts.findByKey('digest-2')).toBeUndefined();
    expect(await store.digestRuns.start({ ...run, localDay: '2026-11-23' }, post('digest-3'))).toBe(true);
  });
});
