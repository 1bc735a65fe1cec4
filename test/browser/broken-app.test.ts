import { afterEach, beforeEach, test } from 'vitest';
import { type OwnAppInBrowser, ownAppInBrowser } from './own-app.ts';
import { describeInBrowser } from './sandbox-in-browser.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

describeInBrowser('an app that fails', () => {
  let here: OwnAppInBrowser;
  const never = new Promise<void>(() => {});
  beforeEach(async () => {
    here = await ownAppInBrowser((app) => {
      app.command('/crash', async () => {
        throw new Error('on purpose');
      });
      app.command('/sleep', () => never);
      app.command('/nonsense', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({
          trigger_id: body.trigger_id,
          view: { type: 'modal', callback_id: 'nonsense', title: plain('Nonsense'), submit: plain('Go'), blocks: [] },
        });
      });
      app.view('nonsense', async ({ ack }) => {
        await ack({ response_action: 'explode' } as never);
      });
      app.command('/gallery', async ({ ack, say }) => {
        await ack();
        const button = { type: 'button' as const, action_id: 'crash', text: plain('Press me') };
        await say({ text: 'a button', blocks: [{ type: 'actions', elements: [button] }] });
      });
      app.action('crash', async () => {
        throw new Error('on purpose');
      });
    });
  });
  afterEach((context) => here.close(context));

  test('is shown as Slack shows it: crashed, silent, talking nonsense, or gone', async () => {
    const ada = await here.window('ada');
    await ada.types('/crash');
    await ada.sees(/\/crash failed with the error "http_(service|client)_error"/);
    await ada.types('/sleep');
    await ada.sees('Waiting for Gallery…');
    await ada.sees('/sleep failed with the error "operation_timeout"');
    await ada.picture('broken-app');
    await ada.types('/nonsense');
    await ada.presses('Go');
    await ada.seesModal('We had some trouble connecting. Try again?');
    await ada.picture('broken-modal');
    await ada.presses('Close');
    await ada.page.getByRole('tab', { name: /^Inspector \d rules? broken/ }).click();
    await ada.sees('bad_ack_body', ada.tools);
    await ada.picture('broken-rule');
    await ada.types('/gallery');
    await ada.presses('Press me', ada.messages);
    await ada.sees(/The app (answered with an error|refused the request)/);
    here.slack.setRequestUrl('http://127.0.0.1:1/nobody');
    await ada.types('/gallery');
    await ada.sees('/gallery failed with the error "dispatch_failed"');
  });
});
