import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { people } from '../../sandbox/world.ts';
import { actor, eventually, messageText } from '../stories/cast.ts';
import { type AppProcess, freePort, startAppProcess } from './app-process.ts';

let ends: FarEnds;
let app: AppProcess;
let dataDir: string;
afterEach(async () => {
  await app.kill9();
  await Promise.all([ends.slack.stop(), ends.roq.close()]);
  await rm(dataDir, { recursive: true, force: true });
});

async function begin(): Promise<void> {
  const port = await freePort();
  app = await startAppProcess({ ...ends.env, PORT: String(port) });
  ends.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
}
async function killed(): Promise<void> {
  await app.kill9();
  await begin();
}
const calls = (method: string, starts = '') =>
  ends.slack.calls().filter((call) => call.method === method && String(call.args.text ?? '').startsWith(starts));

test('a run of the workflow step, killed after each of its turns, asks once, sends once and tells its end', async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'step-crash-'));
  ends = await startFarEnds({ clock: sandboxClock(), transport: 'http', dataDir, workflow: true });
  await begin();
  const inputs = { address: 'zoe@x.test', role: 'Editor', on_behalf_of: people.ada.id };
  const { executionId, ack } = await ends.slack.runsStep(people.mia.id, 'invite_to_roq', inputs);
  expect(ack?.outcome).toBe('ok');
  await killed();
  const ada = actor(ends, people.ada.id);
  const asked = await eventually(() => {
    const found = ada.directMessages().find((each) => messageText(each).includes('A workflow in this Slack'));
    if (!found) throw new Error('nobody was asked');
    return found;
  });
  await killed();
  await ada.pressesIn(asked, ends.slack.directMessage(people.ada.id), 'Send');
  await ada.sees('You agreed');
  ends.slack.addFaults({ kind: 'commit_then_drop', method: 'functions.completeSuccess', times: 1 });
  await killed();
  const run = () => ends.slack.stepRuns().find(({ id }) => id === executionId);
  await eventually(() => expect(run()).toMatchObject({ state: 'completed', outputs: { status: 'sent' } }));
  await killed();
  await eventually(() =>
    expect(calls('functions.completeSuccess').at(-1)?.answer).toMatchObject({ ok: expect.anything() }),
  );
  expect(ends.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test']);
  expect(calls('chat.postMessage', 'A workflow in')).toHaveLength(1);
}, 120_000);
