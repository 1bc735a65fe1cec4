import { afterEach, expect, it } from 'vitest';
import { everyScope } from './slack-setup.ts';
import { lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

const elements = [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }];
const blocks = [{ type: 'actions', elements }] as never;
const modal = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'T' },
  submit: { type: 'plain_text' as const, text: 'S' },
  blocks: [{ type: 'divider' }],
};

async function started(app = {}) {
  const sandbox = await slackWithStub(undefined, app);
  stop = sandbox.stop;
  return sandbox;
}

it('a stranger’s press names the app’s team, and their own with the user', async () => {
  const { slack, client, received } = await started();
  const { ts = '' } = await client.chat.postMessage({ channel: 'C5', text: 'card', blocks });
  await slack.press('U9', { channel: 'C5', ts, actionId: 'go' });
  expect(lastPayload(received)).toMatchObject({ team: { id: 'T1' }, user: { id: 'U9', team_id: 'T2' } });
});

it('a stranger’s submission names their team, and the app’s in the view', async () => {
  const { slack, client, received } = await started();
  const { ts = '' } = await client.chat.postMessage({ channel: 'C5', text: 'card', blocks });
  await slack.press('U9', { channel: 'C5', ts, actionId: 'go' });
  const { view } = await client.views.open({ trigger_id: String(lastPayload(received).trigger_id), view: modal });
  expect(view).toMatchObject({ team_id: 'T2', app_installed_team_id: 'T1' });
  await slack.submit('U9', view?.id ?? '');
  expect(lastPayload(received)).toMatchObject({
    team: { id: 'T2' },
    user: { id: 'U9', team_id: 'T2' },
    view: { app_installed_team_id: 'T1' },
  });
});

it('two teams with the app each have their own token, bot and command', async () => {
  const scopes = everyScope;
  const { slack, received, client } = await started({
    installations: [
      { team: 'T1', botToken: 'xoxb-acme', botUserId: 'UBOT', scopes },
      { team: 'T2', botToken: 'xoxb-globex', botUserId: 'UBOT2', scopes },
    ],
  });
  await slack.types('U9', 'C5', '/invite');
  const payload = lastPayload(received);
  expect(payload).toMatchObject({ team_id: 'T2', team_domain: 'globex', user_id: 'U9' });
  const wrongTeam = client.views.open({ trigger_id: String(payload.trigger_id), view: modal });
  await expect(wrongTeam).rejects.toMatchObject({ data: { error: 'invalid_trigger_id' } });
  expect(slack.directMessage('U9')).not.toBe(slack.directMessage('U1'));
});
