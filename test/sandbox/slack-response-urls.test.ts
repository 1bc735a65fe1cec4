import { afterEach, describe, expect, it } from 'vitest';
import { lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

const buttons = [
  {
    type: 'actions',
    block_id: 'row',
    elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
  },
];

async function started() {
  const sandbox = await slackWithStub();
  stop = sandbox.stop;
  const { slack, client, received } = sandbox;
  const reply = async (body: object | string, url = String(lastPayload(received).response_url)) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
    return { status: answer.status, body: await answer.json() };
  };
  const seen = (user: string) => slack.sees(user).channels[0]?.messages ?? [];
  const pressed = async (post: () => Promise<string | undefined>) => {
    await slack.press('U1', { channel: 'C1', ts: (await post()) ?? '', actionId: 'go' });
  };
  const card = async () =>
    (await client.chat.postMessage({ channel: 'C1', text: 'card', blocks: buttons as never })).ts;
  const whisper = async () =>
    (await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst', blocks: buttons as never })).message_ts;
  return { ...sandbox, reply, seen, pressed, card, whisper };
}

describe('a response_url', () => {
  it('speaks to one person by default, to all with in_channel, and in a thread', async () => {
    const { slack, reply, seen } = await started();
    await slack.types('U1', 'C1', '/invite');
    expect(await reply({ text: 'a' })).toEqual({ status: 200, body: { ok: true } });
    await reply({ text: 'b', response_type: 'in_channel' });
    await reply({ text: 'c', response_type: 'in_channel', thread_ts: seen('U2')[0]?.ts, replace_original: false });
    expect(seen('U1').map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
    expect(seen('U2').map(({ text }) => text)).toEqual(['b', 'c']);
    expect(seen('U2')[1]?.threadTs).toBe(seen('U2')[0]?.ts);
  });

  it('works where the bot is no member', async () => {
    const { slack, reply } = await started();
    await slack.types('U1', 'C2', '/invite');
    await reply({ text: 'a' });
    expect(slack.sees('U1').channels.find((one) => one.id === 'C2')?.messages).toMatchObject([{ text: 'a' }]);
  });

  it('works five times', async () => {
    const { slack, reply } = await started();
    await slack.types('U1', 'C1', '/invite');
    for (let use = 0; use < 5; use += 1) expect((await reply({ text: 'a' })).status).toBe(200);
    expect(await reply({ text: 'a' })).toEqual({ status: 404, body: { ok: false, error: 'used_url' } });
    expect(slack.violations()).toMatchObject([{ rule: 'response_url' }]);
  });

  it('works for 30 minutes on the clock', async () => {
    const { slack, reply, clock } = await started();
    await slack.types('U1', 'C1', '/invite');
    clock.advance(30 * 60_000 - 1);
    expect((await reply({ text: 'a' })).status).toBe(200);
    clock.advance(1);
    expect(await reply({ text: 'a' })).toEqual({ status: 404, body: { ok: false, error: 'expired_url' } });
  });

  it('replaces or removes the message it came from', async () => {
    const { reply, seen, pressed, card } = await started();
    await pressed(card);
    await reply({ replace_original: true, text: 'done' });
    expect(seen('U2')).toMatchObject([{ text: 'done', blocks: [], ephemeral: false }]);
    await reply({ delete_original: true });
    expect(seen('U2')).toEqual([]);
  });

  it('keeps an ephemeral ephemeral', async () => {
    const { reply, seen, pressed, whisper } = await started();
    await pressed(whisper);
    await reply({ replace_original: true, response_type: 'in_channel', text: 'for all?' });
    expect(seen('U1')).toMatchObject([{ text: 'for all?', ephemeral: true }]);
    expect(seen('U2')).toEqual([]);
  });

  it('cannot touch a typed command', async () => {
    const { slack, reply } = await started();
    await slack.types('U1', 'C1', '/invite');
    await reply({ delete_original: true });
    expect(slack.violations()).toMatchObject([
      { rule: 'response_url', detail: expect.stringContaining('no original') },
    ]);
  });

  it.each([
    ['nonsense', 'invalid_payload'],
    [{ text: '' }, 'no_text'],
    [{ text: 'a', blocks: [{ type: 'poem' }] }, 'invalid_blocks'],
    [{ text: 'a', colour: 'red' }, 'invalid_payload'],
    [{ text: 'a', delete_original: true }, 'invalid_payload'],
  ])('refuses %j with %s and does not count it', async (body, error) => {
    const { slack, reply } = await started();
    await slack.types('U1', 'C1', '/invite');
    expect(await reply(body)).toEqual({ status: 400, body: { ok: false, error } });
    expect(slack.violations()).toHaveLength(1);
    for (let use = 0; use < 5; use += 1) expect((await reply({ text: 'a' })).status).toBe(200);
  });

  it('that nobody was given is not found', async () => {
    const { slack, reply } = await started();
    expect((await reply({ text: 'a' }, `${slack.url}/actions/T1/1/x`)).status).toBe(404);
  });
});
