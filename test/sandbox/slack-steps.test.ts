import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { SeedStep } from '../../sandbox/slack/registration.ts';
import { clientOf, slackWithBolt } from './slack-setup.ts';

let stop = async () => {};
afterEach(() => stop());

const greet: SeedStep = {
  ...{ callbackId: 'greet', title: 'Greet', description: 'Greets' },
  inputs: [
    { name: 'person', type: 'slack#/types/user_id', required: true },
    { name: 'words', type: 'string', required: false },
  ],
  outputs: [
    { name: 'said', type: 'string', required: true },
    { name: 'times', type: 'integer', required: false },
  ],
};
const other = { team: 'T2', botToken: 'xoxb-globex', botUserId: 'UBOT2', scopes: ['chat:write'] };
const acme = { team: 'T1', botToken: 'xoxb-acme', botUserId: 'UBOT', scopes: ['chat:write'] };

async function started(listen: (app: App) => void = waits, socketMode = false) {
  const installations = [acme, other];
  const sandbox = await slackWithBolt(listen, { steps: [greet], installations, socketMode });
  stop = sandbox.stop;
  return sandbox;
}
const waits = (app: App) => void app.function('greet', async () => {});
const run = (slack: Awaited<ReturnType<typeof started>>['slack'], inputs: Record<string, string> = { person: 'U2' }) =>
  slack.runsStep('U1', 'greet', inputs);

describe('a step of a workflow', () => {
  it.each([
    ['HTTP', false],
    ['a socket', true],
  ])('is run by Bolt over %s and tells what came of it', async (_, socketMode) => {
    const { slack } = await started(
      (app) =>
        void app.function('greet', async ({ inputs, complete, client }) => {
          await client.chat.postMessage({ channel: String(inputs.person), text: String(inputs.words) });
          await complete({ outputs: { said: 'hello', times: 1 } });
        }),
      socketMode,
    );
    const { executionId, ack } = await run(slack, { person: 'U2', words: 'hello' });
    expect(ack?.outcome).toBe('ok');
    expect(executionId).toMatch(/^Fx/);
    await expect
      .poll(() => slack.stepRuns())
      .toEqual([
        expect.objectContaining({ id: executionId, state: 'completed', outputs: { said: 'hello', times: 1 } }),
      ]);
    expect(slack.violations()).toEqual([]);
  });

  it('is told of in Slack’s own words, with a token of its own', async () => {
    const { slack } = await started();
    const { executionId } = await run(slack);
    const [delivery] = slack.deliveries();
    expect(delivery?.payload).toMatchObject({ type: 'event_callback', team_id: 'T1', api_app_id: 'A1' });
    expect(delivery?.payload.event).toMatchObject({
      type: 'function_executed',
      function: {
        ...{ callback_id: 'greet', title: 'Greet', type: 'app', app_id: 'A1' },
        input_parameters: [{ name: 'person', type: 'slack#/types/user_id', is_required: true }, { name: 'words' }],
      },
      inputs: { person: 'U2' },
      function_execution_id: executionId,
      workflow_execution_id: expect.stringMatching(/^Wx/),
      bot_access_token: expect.stringMatching(/^xwfp-/),
    });
  });

  it('fails with a sentence', async () => {
    const { slack } = await started(
      (app) => void app.function('greet', async ({ fail }) => void (await fail({ error: 'No voice.' }))),
    );
    await run(slack);
    await expect.poll(() => slack.stepRuns()[0]).toMatchObject({ state: 'failed', error: 'No voice.' });
  });

  it('ends with the app’s own token as well, once; the token of the run is then worth nothing', async () => {
    const { slack, client } = await started();
    const { executionId: function_execution_id } = await run(slack);
    const event = slack.deliveries()[0]?.payload.event as { bot_access_token?: string } | undefined;
    const token = String(event?.bot_access_token);
    const ofRun = clientOf(slack, token);
    await ofRun.chat.postMessage({ channel: 'U2', text: 'hello' });
    const end = { function_execution_id, outputs: { said: 'hello' } };
    expect(await client.functions.completeSuccess(end)).toMatchObject({ ok: true });
    await expect(client.functions.completeSuccess(end)).rejects.toThrow('execution_not_in_running_state');
    await expect(client.functions.completeError({ function_execution_id, error: 'No' })).rejects.toThrow(
      'execution_not_in_running_state',
    );
    await expect(ofRun.chat.postMessage({ channel: 'U2', text: 'again' })).rejects.toThrow('token_revoked');
    expect(slack.stepRuns()[0]).toMatchObject({ state: 'completed', outputs: { said: 'hello' } });
  });

  it('is not ended by whoever made it up, nor by the app elsewhere', async () => {
    const { slack, client } = await started();
    const { executionId: function_execution_id } = await run(slack);
    const outputs = { said: 'hello' };
    const unknown = { function_execution_id: 'Fx404', outputs };
    await expect(client.functions.completeSuccess(unknown)).rejects.toThrow('function_execution_not_found');
    const elsewhere = clientOf(slack, other.botToken);
    await expect(elsewhere.functions.completeSuccess({ function_execution_id, outputs })).rejects.toThrow(
      'access_denied',
    );
    expect(slack.stepRuns()[0]?.state).toBe('running');
  });

  it.each([
    [{}, 'said is required'],
    [{ said: 1 }, 'said must be string'],
    [{ said: 'a', times: 1.5 }, 'times must be integer'],
    [{ said: 'a', more: 'b' }, 'more is not defined'],
  ])('takes no outputs such as %j', async (outputs, why) => {
    const { slack, client } = await started();
    const { executionId: function_execution_id } = await run(slack);
    await expect(client.functions.completeSuccess({ function_execution_id, outputs })).rejects.toMatchObject({
      data: { error: 'parameter_validation_failed', response_metadata: { messages: [`[ERROR] ${why}`] } },
    });
    expect(slack.violations()).toMatchObject([{ rule: 'parameter_validation_failed' }]);
    expect(slack.stepRuns()[0]?.state).toBe('running');
  });

  it.each([
    [{}, 'person is required'],
    [{ person: '' }, 'person is required'],
    [{ person: 'Bob' }, 'person must be slack#/types/user_id'],
    [{ person: 'U2', more: 'x' }, 'more is not defined'],
  ])('cannot be built with inputs such as %j', async (inputs, why) => {
    const { slack } = await started();
    await expect(run(slack, inputs as Record<string, string>)).rejects.toThrow(why);
    await expect(slack.runsStep('U1', 'unknown', {})).rejects.toThrow('the app has no step unknown');
    expect(slack.deliveries()).toEqual([]);
  });

  it('comes again when the app did not acknowledge it', async () => {
    const { slack } = await started(
      (app) =>
        void app.function('greet', { autoAcknowledge: false }, async ({ ack, context }) => {
          if (context.retryNum) await ack();
          else throw new Error('not yet');
        }),
    );
    await run(slack);
    await expect
      .poll(() => slack.deliveries().map(({ retry, ack }) => [retry?.num, ack?.outcome]))
      .toEqual([
        [undefined, 'refused'],
        [1, 'ok'],
      ]);
  });
});
