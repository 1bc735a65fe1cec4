import { afterEach, describe, expect, it } from 'vitest';
import { slackWithBolt } from './slack-setup.ts';
import { type Answer, lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (id: string, text: string, extra: object = {}) => ({
  type: 'button',
  action_id: id,
  text: plain(text),
  ...extra,
});
const actions = (block_id: string, ...elements: object[]) => ({ type: 'actions', block_id, elements });
const options = [
  { text: plain('Editor'), value: 'editor' },
  { text: plain('Viewer'), value: 'viewer' },
];
const confirm = {
  title: plain('Cancel invite?'),
  text: plain('Ada will not be able to join.'),
  confirm: plain('Cancel it'),
  deny: plain('Keep'),
};
const card = [
  actions('row', button('resend', 'Resend', { value: 'i1' }), button('cancel', 'Cancel', { confirm })),
  actions('row2', button('resend', 'Resend', { value: 'i2' })),
  actions('role', { type: 'static_select', action_id: 'role', placeholder: plain('Role'), options }),
  actions('menu', { type: 'overflow', action_id: 'menu', options }),
];

async function started(answer: () => Answer = () => ({})) {
  const sandbox = await slackWithStub(answer);
  stop = sandbox.stop;
  const { ts = '' } = await sandbox.client.chat.postMessage({ channel: 'C1', text: 'card', blocks: card as never });
  return { ...sandbox, at: { channel: 'C1', ts } };
}

describe('pressing a button', () => {
  it('that was just replaced is sent as it was drawn, with the message as it is now', async () => {
    const { slack, client, received, at } = await started();
    const [row] = slack.sees('U2').channels[0]?.messages.at(-1)?.blocks ?? [];
    await client.chat.update({ ...at, text: 'done', blocks: [{ type: 'divider' }] });
    await slack.press('U2', { ...at, actionId: 'resend', blockId: row?.block_id ?? '' });
    expect(lastPayload(received)).toMatchObject({
      message: { text: 'done', blocks: [{ type: 'divider' }] },
      actions: [{ block_id: 'row', action_id: 'resend', value: 'i1' }],
    });
    await expect(slack.press('U2', { ...at, label: 'Resend', blockId: 'row' })).rejects.toThrow('0 elements fit');
  });

  it('sends block_actions with the message, its state, and ways to answer', async () => {
    const { slack, received, at } = await started();
    await slack.press('U2', { ...at, label: 'Resend', blockId: 'row' });
    expect(lastPayload(received)).toMatchObject({
      type: 'block_actions',
      team: { id: 'T1', domain: 'acme' },
      user: { id: 'U2', username: 'bob', team_id: 'T1' },
      api_app_id: 'A1',
      container: { type: 'message', message_ts: at.ts, channel_id: 'C1', is_ephemeral: false },
      channel: { id: 'C1', name: 'general' },
      message: { ts: at.ts, text: 'card', user: 'UBOT' },
      state: { values: { role: { role: { type: 'static_select', selected_option: null } } } },
      response_url: expect.stringContaining(`${slack.url}/actions/`),
      trigger_id: expect.any(String),
      actions: [
        {
          type: 'button',
          block_id: 'row',
          action_id: 'resend',
          value: 'i1',
          text: { text: 'Resend' },
          action_ts: expect.any(String),
        },
      ],
    });
  });

  it('needs one that fits, on something the person can see', async () => {
    const { slack, at } = await started();
    await expect(slack.press('U1', { ...at, label: 'Resend' })).rejects.toThrow(/2 elements fit/);
    await expect(slack.press('U1', { ...at, label: 'Explode' })).rejects.toThrow(
      /0 elements fit.*"Resend" \(row\/resend\)/,
    );
    await expect(slack.press('U9', { ...at, blockId: 'row2' })).rejects.toThrow('U9 sees no message');
    await expect(slack.press('U1', { ...at, blockId: 'role' })).rejects.toThrow('choose a value');
  });

  it('asks first where there is a dialog, and only there', async () => {
    const { slack, received, at } = await started();
    await expect(slack.press('U1', { ...at, label: 'Cancel' })).rejects.toThrow(
      'cancel asks first: "Cancel invite?" "Ada will not be able to join." [Cancel it] [Keep]',
    );
    expect(received).toEqual([]);
    await slack.press('U1', { ...at, label: 'Cancel', confirm: true });
    expect(received).toHaveLength(1);
    await expect(slack.press('U1', { ...at, blockId: 'row2', confirm: true })).rejects.toThrow(
      'asks for no confirmation',
    );
  });

  it('on an ephemeral message names it but does not show it', async () => {
    const { slack, client, received } = await started();
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: 'C1',
      user: 'U1',
      text: 'a',
      blocks: card as never,
    });
    await slack.press('U1', { channel: 'C1', ts, blockId: 'row2' });
    expect(lastPayload(received)).toMatchObject({ container: { message_ts: ts, is_ephemeral: true } });
    expect(lastPayload(received)).not.toHaveProperty('message');
    await expect(slack.press('U2', { channel: 'C1', ts, blockId: 'row2' })).rejects.toThrow('U2 sees no message');
  });

  it('leaves an error mark when the app fails, and a violation when it answers with a body', async () => {
    let answer: Answer = { status: 500 };
    const { slack, at } = await started(() => answer);
    await slack.press('U1', { ...at, blockId: 'row2' });
    expect(slack.sees('U1').notices).toMatchObject([{ where: 'the element resend', text: 'http_service_error' }]);
    answer = { body: { text: 'hi' } };
    await slack.press('U1', { ...at, blockId: 'row2' });
    expect(slack.violations().map((one) => one.rule)).toEqual(['bad_ack_status', 'unexpected_ack_body']);
  });

  it('goes nowhere once the app is uninstalled', async () => {
    const { slack, at, received } = await started();
    await slack.uninstall('T1');
    const before = received.length;
    expect(await slack.press('U1', { ...at, blockId: 'row2' })).toMatchObject({
      ack: null,
      error: 'app_not_installed',
    });
    expect(received).toHaveLength(before);
  });
});

describe('choosing', () => {
  it('reports an option by value or label, and remembers it for this person', async () => {
    const { slack, received, at } = await started();
    await slack.choose('U1', { ...at, blockId: 'role' }, 'Viewer');
    expect(lastPayload(received)).toMatchObject({
      actions: [{ type: 'static_select', selected_option: { value: 'viewer' } }],
    });
    const value = (user: string) => slack.sees(user).channels[0]?.messages[0]?.values.role?.role;
    expect(value('U1')).toMatchObject({ selected_option: { value: 'viewer' } });
    expect(value('U2')).toMatchObject({ selected_option: null });
    await slack.press('U1', { ...at, blockId: 'row2' });
    expect(lastPayload(received)).toMatchObject({
      state: { values: { role: { role: { selected_option: { value: 'viewer' } } } } },
    });
  });

  it('takes an overflow option and refuses what is not offered', async () => {
    const { slack, received, at } = await started();
    await slack.press('U1', { ...at, blockId: 'menu', value: 'Editor' });
    expect(lastPayload(received)).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'editor' } }],
    });
    await expect(slack.choose('U1', { ...at, blockId: 'role' }, 'Owner')).rejects.toThrow(
      'offers no "Owner"; it offers: Editor, Viewer',
    );
  });

  it.each([
    [{ type: 'multi_users_select', max_selected_items: 1 }, ['U1', 'U2'], 'takes at most 1'],
    [{ type: 'users_select' }, 'U3', 'does not list the deactivated U3'],
    [{ type: 'channels_select' }, 'C2', 'does not list C2'],
    [{ type: 'conversations_select', filter: { exclude_external_shared_channels: true } }, 'C5', 'does not list C5'],
    [{ type: 'datepicker' }, 'tomorrow', 'takes no "tomorrow"'],
    [{ type: 'users_select' }, ['U1'], 'takes one value'],
  ])('in %j not %j', async (element, value, said) => {
    const { slack, client } = await started();
    const blocks = [actions('pick', { action_id: 'pick', ...element })] as never;
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'pick', blocks });
    await expect(slack.choose('U1', { channel: 'C1', ts, actionId: 'pick' }, value)).rejects.toThrow(said);
  });

  it.each([
    ['multi_users_select', ['U1', 'U2'], { selected_users: ['U1', 'U2'] }],
    ['conversations_select', 'C2', { selected_conversation: 'C2' }],
    ['channels_select', 'C4', { selected_channel: 'C4' }],
    ['datepicker', '2026-10-05', { selected_date: '2026-10-05' }],
    ['timepicker', '09:30', { selected_time: '09:30' }],
    ['datetimepicker', 1_800_000_000, { selected_date_time: 1_800_000_000 }],
    ['users_select', null, { selected_user: null }],
  ])('in a %s gives %j', async (type, value, state) => {
    const { slack, client, received } = await started();
    const blocks = [actions('pick', { action_id: 'pick', type })] as never;
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'pick', blocks });
    await slack.choose('U1', { channel: 'C1', ts, actionId: 'pick' }, value);
    expect(lastPayload(received)).toMatchObject({
      actions: [{ type, ...state }],
      state: { values: { pick: { pick: { type, ...state } } } },
    });
  });

  it('lists people of another company to those alone who share a channel with them', async () => {
    const { slack, client, received } = await started();
    const blocks = [actions('pick', { action_id: 'pick', type: 'multi_users_select' })] as never;
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'pick', blocks });
    const pick = { channel: 'C1', ts, actionId: 'pick' };
    await expect(slack.choose('U2', pick, ['U1', 'U9'])).rejects.toThrow('does not list U9 for U2');
    await slack.choose('U1', pick, ['U2', 'U9']);
    expect(lastPayload(received)).toMatchObject({ actions: [{ selected_users: ['U2', 'U9'] }] });
  });
});

describe('with Bolt', () => {
  it('an action can update the message through respond', async () => {
    const sandbox = await slackWithBolt((app) => {
      app.action('resend', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'sent again' });
      });
    });
    stop = sandbox.stop;
    const { ts = '' } = await sandbox.client.chat.postMessage({ channel: 'C1', text: 'card', blocks: card as never });
    await sandbox.slack.press('U1', { channel: 'C1', ts, blockId: 'row2' });
    await expect
      .poll(() => sandbox.slack.sees('U2').channels[0]?.messages)
      .toMatchObject([{ ts, text: 'sent again', blocks: [] }]);
    expect(sandbox.slack.violations()).toEqual([]);
  });
});
