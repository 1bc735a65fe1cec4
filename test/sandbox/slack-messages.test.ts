import { afterEach, describe, expect, it } from 'vitest';
import { everyScope, slackAlone } from './slack-setup.ts';

let stop = async () => {};
afterEach(() => stop());

async function started(app = {}) {
  const sandbox = await slackAlone(app);
  stop = sandbox.stop;
  return sandbox;
}

const refused = (error: string) => ({ data: { error } });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn' as const, text } });

describe('chat.postMessage', () => {
  it('answers with the message and shows it to the members', async () => {
    const { client, slack } = await started();
    const metadata = { event_type: 'invite', event_payload: { id: 'i1' } };
    const posted = await client.chat.postMessage({ channel: 'C1', text: 'hi', blocks: [section('*hi*')], metadata });
    expect(posted).toMatchObject({
      channel: 'C1',
      ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
      message: { type: 'message', user: 'UBOT', app_id: 'A1', team: 'T1', text: 'hi', metadata },
    });
    expect(posted.message?.blocks).toMatchObject([{ block_id: expect.any(String), text: { verbatim: false } }]);
    const seen = slack.sees('U2').channels.find((channel) => channel.id === 'C1');
    expect(seen?.messages.map((message) => message.text)).toEqual(['hi']);
    expect(slack.sees('U9').channels.flatMap((channel) => channel.messages)).toEqual([]);
  });

  it('opens the direct message of a person, whose D… id later calls need', async () => {
    const { client, slack } = await started();
    const posted = await client.chat.postMessage({ channel: 'U1', text: 'psst' });
    expect(posted.channel).toBe(slack.directMessage('U1'));
    const ts = posted.ts ?? '';
    await expect(client.chat.update({ channel: 'U1', ts, text: 'x' })).rejects.toMatchObject(
      refused('channel_not_found'),
    );
    await expect(client.chat.update({ channel: posted.channel ?? '', ts, text: 'x' })).resolves.toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['C9', 'channel_not_found'],
    ['C2', 'channel_not_found'],
    ['C3', 'is_archived'],
    ['U404', 'channel_not_found'],
    ['USLACKBOT', 'cannot_dm_bot'],
  ])('refuses %s with %s', async (channel, error) => {
    const { client } = await started();
    await expect(client.chat.postMessage({ channel, text: 'hi' })).rejects.toMatchObject(refused(error));
  });

  it('posts where the bot is no member only with chat:write.public', async () => {
    const { client } = await started();
    expect((await client.chat.postMessage({ channel: 'C4', text: 'hi' })).ok).toBe(true);
    await stop();
    const poorer = await started({ scopes: everyScope.filter((scope) => scope !== 'chat:write.public') });
    await expect(poorer.client.chat.postMessage({ channel: 'C4', text: 'hi' })).rejects.toMatchObject(
      refused('not_in_channel'),
    );
  });

  it('refuses nothing to say, a thread that is not there, and broken metadata', async () => {
    const { client } = await started();
    await expect(client.chat.postMessage({ channel: 'C1', text: '' })).rejects.toMatchObject(refused('no_text'));
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x', thread_ts: '1.2' })).rejects.toMatchObject(
      refused('thread_not_found'),
    );
    const metadata = { event_type: 'a', event_payload: { deep: { deeper: { deepest: 1 } } } } as never;
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x', metadata })).rejects.toMatchObject(
      refused('invalid_metadata_format'),
    );
  });

  it('cuts text after 40 000 characters and speaks for blocks without text', async () => {
    const { client, slack } = await started();
    const long = await client.chat.postMessage({ channel: 'C1', text: 'x'.repeat(40_001) });
    expect(long.message?.text).toHaveLength(40_000);
    expect(slack.violations()).toMatchObject([{ rule: 'text_cut' }]);
    const mute = await client.apiCall('chat.postMessage', { channel: 'C1', blocks: [section('three of five joined')] });
    expect(mute).toMatchObject({ message: { text: 'three of five joined' } });
  });

  it('refuses a direct message when the Messages tab is off', async () => {
    const { client } = await started({ messagesTab: 'off' });
    await expect(client.chat.postMessage({ channel: 'U1', text: 'x' })).rejects.toMatchObject(
      refused('messages_tab_disabled'),
    );
  });
});

describe('what only a careless app earns', () => {
  it('is refused and noted as a violation, unlike what people cause', async () => {
    const { client, slack } = await started();
    const blocks = [{ type: 'poem' }] as never;
    await expect(client.chat.postMessage({ channel: 'C1', text: 'a', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        errors: ['unsupported type: poem [json-pointer:/blocks/0/type]'],
        response_metadata: { messages: ['[ERROR] unsupported type: poem [json-pointer:/blocks/0/type]'] },
      },
    });
    await expect(client.chat.postMessage({ channel: 'C3', text: 'a' })).rejects.toThrow();
    expect(slack.violations()).toMatchObject([{ rule: 'invalid_blocks', detail: expect.stringContaining('poem') }]);
  });
});

describe('chat.update and chat.delete', () => {
  it('wipes blocks when only text comes, and marks that as edited', async () => {
    const { client, slack } = await started();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'a', blocks: [section('a')] });
    const seen = () => slack.sees('U1').channels[0]?.messages[0];
    await client.chat.update({ channel: 'C1', ts, text: 'b', blocks: [section('b')] });
    expect(seen()).toMatchObject({ text: 'b', edited: false, blocks: [{ type: 'section' }] });
    await client.chat.update({ channel: 'C1', ts, text: 'c' });
    expect(seen()).toMatchObject({ text: 'c', edited: true, blocks: [] });
  });

  it('refuses long text, other people’s messages, ephemerals and what is not there', async () => {
    const { client, slack } = await started();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'a' });
    const update = (stamp: string, text = 'b') => client.chat.update({ channel: 'C1', ts: stamp, text });
    await expect(update(ts, 'x'.repeat(4001))).rejects.toMatchObject(refused('msg_too_long'));
    await expect(update('1.000000')).rejects.toMatchObject(refused('message_not_found'));
    const typed = await slack.types('U1', 'C1', 'mine');
    await expect(update(typed.ts ?? '')).rejects.toMatchObject(refused('cant_update_message'));
    await expect(client.chat.delete({ channel: 'C1', ts: typed.ts ?? '' })).rejects.toMatchObject(
      refused('cant_delete_message'),
    );
    const whisper = await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' });
    await expect(update(whisper.message_ts ?? '')).rejects.toMatchObject(refused('message_not_found'));
  });

  it('removes a message, after which it has no permalink', async () => {
    const { client, slack } = await started();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'a' });
    const link = await client.chat.getPermalink({ channel: 'C1', message_ts: ts });
    expect(link.permalink).toBe(`https://acme.slack.com/archives/C1/p${ts.replace('.', '')}`);
    await client.chat.delete({ channel: 'C1', ts });
    expect(slack.sees('U1').channels[0]?.messages).toEqual([]);
    await expect(client.chat.getPermalink({ channel: 'C1', message_ts: ts })).rejects.toMatchObject(
      refused('message_not_found'),
    );
  });
});

describe('chat.postEphemeral', () => {
  it('shows only to its person', async () => {
    const { client, slack } = await started();
    await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' });
    expect(slack.sees('U1').channels[0]?.messages).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(slack.sees('U2').channels[0]?.messages).toEqual([]);
    expect((await client.conversations.history({ channel: 'C1' })).messages).toEqual([]);
  });

  it('needs both the bot and the person in the channel', async () => {
    const { client } = await started();
    await expect(client.chat.postEphemeral({ channel: 'C1', user: 'U9', text: 'x' })).rejects.toMatchObject(
      refused('user_not_in_channel'),
    );
    await expect(client.chat.postEphemeral({ channel: 'C4', user: 'U1', text: 'x' })).rejects.toMatchObject(
      refused('not_in_channel'),
    );
  });
});
