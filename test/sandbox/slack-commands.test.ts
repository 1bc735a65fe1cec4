import { afterEach, describe, expect, it } from 'vitest';
import { slackWithBolt } from './slack-setup.ts';

const modal = {
  type: 'modal' as const,
  callback_id: 'invite',
  title: { type: 'plain_text' as const, text: 'Invite' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'email',
      label: { type: 'plain_text', text: 'E-mail' },
      element: { type: 'email_text_input', action_id: 'value' },
    },
  ],
};

describe.each([{ socketMode: false }, { socketMode: true }])('a slash command with socketMode $socketMode', (mode) => {
  let stop = async () => {};
  afterEach(() => stop());

  it('reaches Bolt, opens a modal, and its submission comes back', async () => {
    const submitted: unknown[] = [];
    const sandbox = await slackWithBolt((app) => {
      app.command('/invite', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal });
      });
      app.view('invite', async ({ ack, view }) => {
        submitted.push(view.state.values);
        await ack();
      });
    }, mode);
    stop = sandbox.stop;
    const { slack } = sandbox;
    const typed = await slack.types('U1', 'C1', '/invite');
    expect(typed.ack).toMatchObject({ outcome: 'ok', status: 200 });
    await expect.poll(() => slack.sees('U1').modals).toHaveLength(1);
    const [view] = slack.sees('U1').modals;
    await slack.fill('U1', view?.id ?? '', { 'E-mail': 'ada@x.io' });
    await slack.submit('U1', view?.id ?? '');
    expect(submitted).toEqual([{ email: { value: { type: 'email_text_input', value: 'ada@x.io' } } }]);
    expect(slack.sees('U1').modals).toEqual([]);
    expect(slack.violations()).toEqual([]);
  });
});
