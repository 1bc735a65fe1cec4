import { sandboxClock } from '../../sandbox/clock.ts';
import type { SeenView } from '../../sandbox/slack/slack-emulator.ts';
import { callsBack, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { channels, people } from '../../sandbox/world.ts';
import { inviteFormId } from '../../src/slack/views/invite-form.ts';
import { sheetId } from '../../src/slack/views/preflight.ts';
import { answerParent } from '../ask-and-answer.ts';

// The sandbox's emulators, strict as Slack and ROQ are, and one person at them: for what is measured step by step.

/** What one step took until the person saw its result, and what the app asked for meanwhile, in order. */
export type Step = { ms: number; slack: string[]; roq: string[] };
/** `viewId`: the modal with the result, which stays open. */
export type InviteSteps = { form: Step; sheet: Step; result: Step; viewId: string };

const user = people.ada.id;
const { slack, roq, env } = await startFarEnds({ clock: sandboxClock(), transport: 'http', dataDir: '' });
const { DATA_DIR: _ofTheApp, PORT: _too, ...environment } = env;

const top = (): SeenView | undefined => slack.sees(user).modals.at(-1);

/** Resolves with the modal in front of the person as soon as it is the one that is meant. */
function sees(isMeant: (view: SeenView) => boolean): Promise<SeenView> {
  return new Promise((resolve) => {
    const look = () => {
      const view = top();
      if (!view || !isMeant(view)) return;
      stop();
      resolve(view);
    };
    const stop = slack.onChange(look);
    look();
  });
}

async function step(act: () => Promise<unknown>, isMeant: (view: SeenView) => boolean): Promise<[Step, SeenView]> {
  const [slackBefore, roqBefore] = [slack.calls().length, roq.requests().length];
  const began = performance.now();
  const acted = act();
  const view = await sees(isMeant);
  const ms = performance.now() - began;
  await acted;
  return [
    {
      ms,
      slack: slack
        .calls()
        .slice(slackBefore)
        .map(({ method }) => method),
      roq: roq
        .requests()
        .slice(roqBefore)
        .map(({ operation }) => operation),
    },
    view,
  ];
}

/** One person invites another: the form, the sheet, the result. */
async function invite(email: string): Promise<InviteSteps> {
  const [form, opened] = await step(
    () => slack.types(user, channels.general, '/invite'),
    (view) => view.callbackId === inviteFormId,
  );
  await slack.fill(user, opened.id, { 'E-mail addresses': email, Role: 'Editor' });
  const [sheet, checked] = await step(
    () => slack.submit(user, opened.id),
    (view) => view.callbackId === sheetId,
  );
  const before = slack.calls().length;
  const [result] = await step(
    () => slack.submit(user, checked.id),
    (view) => JSON.stringify(view.blocks).includes('1 sent'),
  );
  // The card comes after the result, and must not be counted into the next step.
  await posted(before);
  await quiet();
  return { form, sheet, result, viewId: checked.id };
}

/** Since so many calls, a message was posted. */
function posted(before: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!slack.calls().some(({ method }, at) => at >= before && method === 'chat.postMessage')) return;
      stop();
      resolve();
    };
    const stop = slack.onChange(look);
    look();
  });
}

const quietMs = 1_500;
/** Nothing was asked of Slack for a while: on a busy machine, an edit of the card comes late. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      stop();
      resolve();
    };
    let timer = setTimeout(over, quietMs);
    const stop = slack.onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(over, quietMs);
    });
  });
}

answerParent({
  environment: () => environment,
  sendTo(url: string) {
    slack.setRequestUrl(`${url}/slack/events`);
    callsBack(roq, url, env);
  },
  latency(ms: number) {
    slack.clearFaults();
    roq.faults.clear();
    if (ms > 0) slack.addFaults({ kind: 'slow', ms });
    if (ms > 0) roq.faults.add({ kind: 'delay', ms });
  },
  invite,
  close: (viewId: string) => slack.close(user, viewId, { all: true }),
  violations: () => slack.violations(),
});
process.on('SIGTERM', () => process.exit(0));
