import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Seen, SlackEmulator } from '../../sandbox/slack/slack-emulator.ts';
import { clientOf } from './slack-setup.ts';
import { lastPayload, type Received, slackWithStub } from './slack-stub-app.ts';

let slack: SlackEmulator;
let received: Received[];
let stop: () => Promise<void>;

beforeEach(async () => {
  ({ slack, received, stop } = await slackWithStub());
});
afterEach(() => stop());

async function ask(name: string, args: object = {}) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${slack.url}/sandbox/${name}`, { method: 'POST', headers, body: JSON.stringify(args) });
  return { status: answer.status, body: await answer.json() };
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });

it('a person can do everything over HTTP', async () => {
  expect((await ask('types', { user: 'U1', channel: 'C1', text: '/invite' })).body).toMatchObject({
    ack: { outcome: 'ok' },
  });
  const label = plain('Name');
  const input = { type: 'input', block_id: 'name', label, element: { type: 'plain_text_input', action_id: 'value' } };
  const file = {
    type: 'input',
    block_id: 'list',
    label: plain('List'),
    optional: true,
    element: { type: 'file_input', action_id: 'value' },
  };
  const view = { type: 'modal' as const, title: plain('T'), submit: plain('S'), blocks: [input, file] };
  await clientOf(slack).views.open({ trigger_id: String(lastPayload(received).trigger_id), view });
  const seen = await ask('sees', { user: 'U1' });
  const viewId = (seen.body as Seen).modals[0]?.id;
  await ask('fill', { user: 'U1', viewId, values: { Name: 'Ada' } });
  await ask('uploads', {
    user: 'U1',
    viewId,
    blockId: 'list',
    name: 'a.csv',
    base64: Buffer.from('a').toString('base64'),
  });
  await ask('submit', { user: 'U1', viewId });
  expect(lastPayload(received)).toMatchObject({
    view: { state: { values: { name: { value: { value: 'Ada' } }, list: { value: { files: [{ name: 'a.csv' }] } } } } },
  });
  expect((await ask('openHome', { user: 'U1' })).status).toBe(200);
  expect((await ask('shortcut', { user: 'U1', callbackId: 'invite_somebody' })).status).toBe(200);
  expect((await ask('deliveries')).body).toHaveLength(4);
  expect((await ask('violations')).body).toEqual([]);
  expect((await ask('calls')).body).toMatchObject([{ method: 'views.open' }]);
});

it('buttons can be pressed over HTTP, and confirm dialogs asked', async () => {
  const elements = [{ type: 'button', action_id: 'go', text: plain('Go'), confirm: { text: plain('Sure?') } }];
  const { ts } = await clientOf(slack).chat.postMessage({
    channel: 'C1',
    text: 'a',
    blocks: [{ type: 'actions', elements }] as never,
  });
  const press = { user: 'U1', channel: 'C1', ts, label: 'Go' };
  expect(await ask('press', press)).toMatchObject({ status: 400, body: { error: expect.stringContaining('Sure?') } });
  expect(await ask('press', { ...press, confirm: true })).toMatchObject({
    status: 200,
    body: { ack: { outcome: 'ok' } },
  });
});

it('what cannot be done is said', async () => {
  expect((await ask('dance')).status).toBe(404);
  expect(await ask('types', { user: 'U9', channel: 'C1', text: 'a' })).toMatchObject({
    status: 400,
    body: { error: 'U9 is not in C1' },
  });
  expect((await ask('types', { user: 'U1' })).status).toBe(400);
});

it('faults and an uninstall can be asked for over HTTP', async () => {
  await ask('addFaults', { faults: [{ kind: 'error', error: 'is_archived' }] });
  const post = () => clientOf(slack).chat.postMessage({ channel: 'C1', text: 'a' });
  await expect(post()).rejects.toMatchObject({ data: { error: 'is_archived' } });
  await ask('clearFaults');
  await post();
  expect((await ask('addFaults', { faults: [{ kind: 'meteor' }] })).status).toBe(400);
  await ask('uninstall', { team: 'T1' });
  await expect(post()).rejects.toMatchObject({ data: { error: 'account_inactive' } });
});

it('the stream tells of every change', async () => {
  const leaving = new AbortController();
  const answer = await fetch(`${slack.url}/sandbox/stream`, { signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain(': open');
  await clientOf(slack).chat.postMessage({ channel: 'C1', text: 'a' });
  expect((await reader?.read())?.value).toMatch(/^data: \{"kind":"state".*"what":"message"\}/);
  leaving.abort();
});

it('shortcuts of a message carry it, and are Slack’s shape', async () => {
  const { ts = '' } = await slack.types('U2', 'C1', 'please invite ada@x.io');
  await slack.shortcut('U1', 'invite_from_message', { channel: 'C1', ts });
  expect(lastPayload(received)).toMatchObject({
    type: 'message_action',
    callback_id: 'invite_from_message',
    message_ts: ts,
    message: { user: 'U2', text: 'please invite <mailto:ada@x.io|ada@x.io>' },
    channel: { id: 'C1', name: 'general' },
    response_url: expect.any(String),
    trigger_id: expect.any(String),
  });
  await slack.shortcut('U1', 'invite_somebody');
  expect(lastPayload(received)).toMatchObject({ type: 'shortcut', callback_id: 'invite_somebody' });
  expect(lastPayload(received)).not.toHaveProperty('response_url');
  await expect(slack.shortcut('U1', 'invite_from_message')).rejects.toThrow('no global shortcut');
});
