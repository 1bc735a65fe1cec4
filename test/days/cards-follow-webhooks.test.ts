import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { channels, messageText, type World, world } from '../stories/cast.ts';
import { calls, edits, eventOf, joinedWords, passes, reads, stranger, tenantId } from '../stories/follow-steps.ts';
import { hour, inTime, inviteOf, invites, minute, nowSays } from '../stories/steps.ts';
import { onBothStores, worldIn } from '../stories/surroundings.ts';

const { general } = channels;

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

describe.each(onBothStores)('cards follow ROQ in $name', (where) => {
  test('an acceptance changes the card before your eyes, and its sender gets one quiet word', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    const card = await invites(ada, 'Zoe Zed <zoe@x.test>, bob@y.test as editor');
    here.roq.accept('zoe@x.test');
    await inTime(here, () => nowSays(ada, general, card, '2 sent · 1 of 2 joined, 1 pending'));
    const now = nowSays(ada, general, card, /b•••@y\.test[\s\S]*Zoe Zed\* z•••@x\.test\nAccepted · read/);
    expect(now.text).toContain('Still out: b•••@y.test (pending)');
    await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
    expect(joinedWords(here, ada)[0]).toContain('Zoe Zed joined Acme.');
    here.roq.accept('bob@y.test');
    await inTime(here, () => nowSays(ada, general, card, '2 of 2 joined'));
    await inTime(here, () => expect(joinedWords(here, ada)[0]).toContain('Zoe Zed and bob@y.test joined Acme.'));
    expect(joinedWords(here, ada)).toHaveLength(1);
    expect(ada.messages(general)).toHaveLength(1);
  });

  test('the quiet word greets a newcomer who is in this workspace, and nobody else', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    await invites(ada, 'Nina New <nina@elsewhere.test>, Zoe <zoe@x.test> as editor');
    here.roq.accept('nina@elsewhere.test');
    here.roq.accept('zoe@x.test');
    const direct = here.slack.directMessage(ada.id);
    const word = await inTime(here, () => {
      const [said] = ada.messages(direct).filter((message) => messageText(message).includes('Zoe joined Acme'));
      if (!said) throw new Error('no word of both yet');
      return said;
    });
    expect(JSON.stringify(word.blocks)).toContain(`"url":"https://slack.com/app_redirect?team=T0ACME&channel=U0NINA"`);
    expect(messageText(word)).toContain('Say hello to Nina');
    expect(messageText(word)).not.toContain('Say hello to Zoe');
    await ada.pressesIn(word, direct, 'Say hello to Nina');
    await here.slack.settled();
    ada.seesNothingOf('I do not know that button');
  });

  test('webhooks that come twice, late and in the wrong order leave the card as ROQ has it', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test, bob@y.test as editor');
    here.roq.faults.set([{ kind: 'webhook-reorder', ms: 5_000 }, { kind: 'webhook-duplicate' }]);
    const sent = await inTime(here, () => nowSays(ada, general, card, '2 sent · 2 pending'));
    await ada.pressesIn(sent, general, 'Cancel', { confirm: true, near: 'b•••@y.test' });
    here.roq.accept('zoe@x.test');
    await inTime(here, () => nowSays(ada, general, card, '1 of 2 joined, 1 canceled'));
    const { id } = inviteOf(here, 'zoe@x.test');
    const old = eventOf(here, { id, status: 'pending', tenantId: tenantId(here) });
    expect(await calls(here, { body: old })).toBe(204);
    await passes(here, 2 * minute, 5_000);
    nowSays(ada, general, card, '1 of 2 joined, 1 canceled');
    expect(joinedWords(here, ada)).toHaveLength(1);
  });

  test('webhooks of no use are answered for what they are, and cost ROQ nothing', async () => {
    here = await worldIn(where, ['ada']);
    await invites(here.person('ada'), 'zoe@x.test as editor');
    await passes(here, 10_000, 1_000);
    const before = reads(here);
    const { id } = inviteOf(here, 'zoe@x.test');
    const known = { id, status: 'accepted', tenantId: tenantId(here) };
    expect(await calls(here, { key: 'wrong', body: eventOf(here, known) })).toBe(401);
    expect(await calls(here, { key: '', body: eventOf(here, known) })).toBe(401);
    expect(await calls(here, { body: 'x'.repeat(1_000_000) })).toBe(413);
    expect(await calls(here, { body: 'not JSON' })).toBe(400);
    expect(await calls(here, { body: '"a word"' })).toBe(400);
    const elsewhere = eventOf(here, { ...known, environmentId: 'another' });
    expect(await calls(here, { body: elsewhere })).toBe(204);
    expect(await calls(here, { body: eventOf(here, { ...stranger(here), tenantId: 'no-such-tenant' }) })).toBe(204);
    expect(await calls(here, { body: '{"name":"ROQ_FILE_INSERT","id":"1","object":"file"}' })).toBe(204);
    expect(await calls(here, { body: '{"name":17,"object":{},"data":"x"}' })).toBe(204);
    await passes(here, minute, 1_000);
    expect(reads(here)).toBe(before);
    const said = here.log().map((line) => line.msg);
    expect(said).toContainEqual(expect.stringContaining('with a wrong key was refused'));
    expect(said).toContainEqual('a ROQ webhook of another environment was dropped');
  });

  test('webhooks are refused while no key is set, and the log says how to set it', async () => {
    here = await worldIn(where, [], { env: { ROQ_WEBHOOK_KEY: '' } });
    expect(await calls(here, { key: '', body: '{}' })).toBe(503);
    expect(await calls(here, { key: 'undefined', body: '{}' })).toBe(503);
    const told = here.log().filter((line) => line.msg.includes('ROQ_WEBHOOK_KEY is not set'));
    expect(told).toHaveLength(1);
    const ready = await fetch(`${here.app.url}/readyz`);
    expect(await ready.json()).toMatchObject({ ok: true, webhooks: 'unset' });
  });

  test('webhooks are told of at /readyz and in the settings', async () => {
    here = await worldIn(where, ['ada'], { webhooks: false });
    const state = async () => {
      const answer: unknown = await (await fetch(`${here.app.url}/readyz`)).json();
      return typeof answer === 'object' && answer && 'webhooks' in answer ? answer.webhooks : undefined;
    };
    expect(await state()).toBe('never');
    const ada = here.person('ada');
    await ada.types('/invite settings');
    await ada.seesModal('No ROQ webhook has arrived yet');
    await ada.closes();
    expect(await calls(here, { body: eventOf(here, stranger(here)) })).toBe(204);
    await inTime(here, async () => expect(await state()).toMatch(/^2026-10-06T10:0\dZ$/));
    await ada.types('/invite settings');
    await ada.seesModal('Cards follow ROQ at once: its last webhook arrived');
  });

  test('webhooks that come by the thousand in a burst cost few reads and edits, and the card is right in the end', async () => {
    const rounds = where.engine === 'sqlite' ? 100 : 40;
    here = await worldIn(where, ['ada'], { webhooks: false });
    const ada = here.person('ada');
    const emails = Array.from({ length: 40 }, (_, n) => `p${n}@many.test`);
    await ada.checks(emails.join(' '));
    await ada.submits();
    await inTime(here, () => ada.seesNow('*40 sent*'));
    const card = await ada.seesMessage(general, 'Refresh');
    await passes(here, minute, 10_000);
    const [readBefore, editedBefore] = [reads(here), edits(here)];
    const ids = emails.map((email) => inviteOf(here, email).id);
    for (let round = 0; round < rounds; round += 1) {
      const email = emails[round];
      if (email) here.roq.accept(email);
      const joined = ids.slice(0, round + 1);
      const bodies = Array.from({ length: 100 }, (_, n) => {
        const id = n % 10 === 0 ? joined[(round + n) % joined.length] : undefined;
        if (id) return eventOf(here, { ...stranger(here), id });
        const unknown = { ...stranger(here), status: 'pending' };
        return eventOf(here, n % 10 === 5 ? { ...unknown, tenantId: randomUUID() } : unknown);
      });
      const answers = await Promise.all(bodies.map((body) => calls(here, { body })));
      expect(new Set(answers)).toEqual(new Set([204]));
      await passes(here, 100, 100);
    }
    await inTime(here, () => nowSays(ada, general, card, '40 of 40 joined'));
    await inTime(here, () => expect(joinedWords(here, ada).join()).toContain('39 others joined Acme'));
    await passes(here, minute, 1_000);
    expect(here.app.followStats.webhooks).toBe(rounds * 100);
    expect(reads(here) - readBefore).toBeLessThanOrEqual(8);
    expect(edits(here) - editedBefore).toBeLessThanOrEqual(8);
    expect(here.app.followStats.hintsDropped).toBeGreaterThan(0);
    expect(joinedWords(here, ada)).toHaveLength(1);
  });
});

describe('the quiet word', () => {
  test('has no button where the app may not look people up', async () => {
    here = await world({ scopes: ['commands', 'chat:write', 'users:read', 'users:read.email'] });
    const ada = here.person('ada');
    await invites(ada, 'Nina New <nina@elsewhere.test> as editor');
    here.slack.addFaults({ kind: 'error', error: 'missing_scope', method: 'users.lookupByEmail' });
    here.roq.accept('nina@elsewhere.test');
    await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
    ada.seesNothingOf('Say hello');
  });

  test('tells of many in one message', async () => {
    here = await world();
    const ada = here.person('ada');
    const emails = Array.from({ length: 4 }, (_, n) => `p${n}@x.test`);
    await invites(ada, `${emails.join(' ')} as editor`);
    for (const email of emails) here.roq.accept(email);
    await inTime(here, () => expect(joinedWords(here, ada)[0]).toContain('p0@x.test and 3 others joined Acme'));
    expect(joinedWords(here, ada)).toHaveLength(1);
  });

  test('is not said again when the app starts anew and ROQ repeats itself', async () => {
    here = await world();
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.accept('zoe@x.test');
    await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
    await here.restartApp();
    const { id, status } = inviteOf(here, 'zoe@x.test');
    expect(await calls(here, { body: eventOf(here, { id, status, tenantId: tenantId(here) }) })).toBe(204);
    await ada.pressesIn(card, general, 'Refresh');
    await passes(here, 30 * minute, minute);
    expect(joinedWords(here, ada)).toHaveLength(1);
  });
});

describe('webhooks', () => {
  test('that the app was away for come again, and then the card follows', async () => {
    here = await world();
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.setOptions({ webhook: { url: 'http://127.0.0.1:9/roq/webhooks', key: 'sandbox-webhook-key' } });
    here.roq.accept('zoe@x.test');
    await here.roq.webhooks.settled();
    here.roq.setOptions({ webhook: { url: `${here.app.url}/roq/webhooks`, key: 'sandbox-webhook-key' } });
    await passes(here, 31 * minute, minute);
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
  });

  test('that are lost are found by the slow reading', async () => {
    here = await world();
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    await passes(here, 2 * minute, minute);
    here.roq.faults.set([{ kind: 'webhook-lost' }]);
    here.roq.accept('zoe@x.test');
    await passes(here, 30 * minute, minute);
    expect(messageText(nowSays(ada, general, card, 'Pending'))).not.toContain('Accepted');
    await passes(here, 3 * hour, 5 * minute);
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
    await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
  });
});
