import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messageText, people, type World } from '../stories/cast.ts';
import { more, withMore } from '../stories/consent-steps.ts';
import { installable, installs } from '../stories/install-steps.ts';
import { directOf, getsWord, labelsOf, mailed, setRules, shows } from '../stories/rules-steps.ts';
import { day, forgedPress, hour, inTime, inviteOf, leaks, nowSays, oneLine } from '../stories/steps.ts';
import { onBothStores, onSqlite, worldIn } from '../stories/surroundings.ts';
import { answers, ends, forgedRun, question, runOf, runsWorkflow, told } from '../stories/workflow-steps.ts';

let here: World;
const begin = async (where = onSqlite) => {
  here = await worldIn(where, ['ada'], { workflow: true, ...withMore });
};
const check = async () => {
  expect(here.slack.violations()).toEqual([]);
  expect(leaks(here.log())).toEqual([]);
  await here.stop();
};
const roqId = (email: string) => here.roq.db.users.find((user) => user.email === email)?.id ?? '';
const adaReads = (asked: Awaited<ReturnType<typeof question>>, text: string | RegExp) =>
  inTime(here, () => nowSays(here.person('ada'), directOf(here, here.person('ada')), asked, text));
const questions = () =>
  here.slack
    .calls()
    .filter(({ method, args }) => method === 'chat.postMessage' && String(args.text).startsWith('A workflow in'));

describe.each(onBothStores)('a workflow that wants to invite in somebody’s name, in $name', (where) => {
  test('asks them first; on their yes the invite goes out as theirs and the workflow hears of it, through restarts', async () => {
    await begin(where);
    try {
      const ada = here.person('ada');
      const executionId = await runsWorkflow(here, { reason: 'Form *New freelancer*, filled in by Mia' });
      const asked = await question(here);
      expect(messageText(asked)).toContain(
        'A workflow in this Slack would like to invite *Zoe Zed* zoe@x.test to *Acme* as *Editor*, in your name.',
      );
      expect(messageText(asked)).toContain('The workflow says: “Form  New freelancer , filled in by Mia”');
      expect(asked.text).toContain('Nothing is sent unless you press Send');
      expect(labelsOf(asked)).toEqual(['Send', 'Don’t send']);
      expect(mailed(here)).toEqual([]);
      await here.restartApp();
      const [event] = here.slack.deliveries().filter(({ name: what }) => what === 'function_executed');
      await here.slack.redeliver(String(event?.payload.event_id));
      await answers(here, 'ada', asked, 'Send');
      await here.restartApp();
      await adaReads(asked, 'ROQ accepted the invite to *Acme* in your name and mails it to z•••@x.test.');
      const invite = inviteOf(here, 'zoe@x.test');
      expect(invite).toMatchObject({ createdByUserId: roqId('ada@acme.test'), firstName: 'Zoe', lastName: 'Zed' });
      expect(await told(here, executionId)).toMatchObject({
        state: 'completed',
        outputs: { status: 'sent', invite_id: invite.id, reason: 'ROQ accepted the invite and mails it.' },
      });
      await here.slack.redeliver(String(event?.payload.event_id));
      await here.restartApp();
      expect(mailed(here)).toEqual(['zoe@x.test']);
      expect(questions()).toHaveLength(1);
      expect(ends(here)).toHaveLength(1);
      expect(here.log().filter(({ msg, fresh }) => msg === 'workflow step' && fresh).length).toBe(1);
      expect(ada.directMessages().filter((each) => labelsOf(each).includes('Refresh'))).toEqual([]);
      await ada.types('/invite why zoe@x.test');
      await ada.seesModal('had a workflow’s invite');
    } finally {
      await check();
    }
  });
});

describe('the person a workflow names', () => {
  beforeEach(() => begin());
  afterEach(check);

  test('does not want it: nothing is sent, and the workflow goes on knowing so', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    await answers(here, 'ada', asked, 'Don’t send');
    expect(await told(here, executionId)).toMatchObject({ state: 'completed', outputs: { status: 'declined' } });
    await adaReads(asked, 'You did not send the invite to *Acme* that a workflow asked for.');
    expect(mailed(here)).toEqual([]);
  });

  test('does not answer within three days: the question ends and is answered by nobody any more', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    here.clock.advance(3 * day + hour);
    expect(await told(here, executionId)).toMatchObject({ outputs: { status: 'expired' } });
    await adaReads(asked, 'You can no longer send the invite');
    await forgedPress(here, { user: 'ada' }, yesOf(asked), placeOf(asked));
    await here.person('ada').sees('You have answered this already, or it has ended; nothing more was done.');
    expect(mailed(here)).toEqual([]);
  });

  test('lost the right to invite before they pressed: nothing is sent', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(2 * 60_000);
    await answers(here, 'ada', asked, 'Send');
    expect(await told(here, executionId)).toMatchObject({
      outputs: { status: 'refused', reason: expect.stringContaining('may not invite any more') },
    });
    await adaReads(asked, 'Nothing was sent about *Acme*: the person it was to be sent on behalf of may not invite');
    expect(mailed(here)).toEqual([]);
  });

  test('moved to another tenant before they pressed: nothing is sent there', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    const globex = here.roq.db.tenants.find(({ name }) => name === 'Globex')?.id ?? '';
    here.roq.setUser(roqId('ada@acme.test'), { tenantId: globex });
    here.clock.advance(2 * 60_000);
    await answers(here, 'ada', asked, 'Send');
    expect(await told(here, executionId)).toMatchObject({ outputs: { status: 'refused' } });
    expect(mailed(here)).toEqual([]);
  });

  test('alone can answer: whoever else presses, here or elsewhere, answers nothing', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    for (const { actionId, value } of [yesOf(asked), noOf(asked)].map((each) => ({
      ...each,
      actionId: each.action_id,
    }))) {
      const action = { action_id: actionId, value };
      await forgedPress(here, { user: 'mia' }, action, placeOf(asked));
      await forgedPress(here, { user: 'olga' }, action, placeOf(asked));
      await forgedPress(here, { user: 'ada', teamId: 'T0OTHER' }, action, placeOf(asked));
      await forgedPress(
        here,
        { user: 'ada' },
        { action_id: actionId, value: JSON.stringify({ s: executionId }) },
        placeOf(asked),
      );
    }
    // A stop waits for whatever was pressed.
    await here.restartApp();
    const answered = () => here.log().filter(({ what }) => what === 'step.agreed' || what === 'step.declined').length;
    expect(answered()).toBe(0);
    expect(runOf(here, executionId).state).toBe('running');
    await Promise.all([1, 2, 3].map(() => forgedPress(here, { user: 'ada' }, yesOf(asked), placeOf(asked))));
    expect(await told(here, executionId)).toMatchObject({ outputs: { status: 'sent' } });
    expect(mailed(here)).toEqual(['zoe@x.test']);
    expect(answered()).toBe(1);
  });

  test('learns of the state of an address only once they agreed, and so does the workflow', async () => {
    const pending = await runsWorkflow(here, { address: 'pat@partner.test' });
    const member = await runsWorkflow(here, { address: 'Mia <mia@acme.test>' });
    await inTime(here, () => expect(questions()).toHaveLength(2));
    expect([pending, member].map((id) => runOf(here, id).state)).toEqual(['running', 'running']);
    const ada = here.person('ada');
    for (const asked of ada.directMessages().filter((each) => labelsOf(each).includes('Send')))
      await answers(here, 'ada', asked, 'Send');
    expect(await told(here, pending)).toMatchObject({ outputs: { status: 'already_pending' } });
    expect(await told(here, member)).toMatchObject({ outputs: { status: 'already_member' } });
    expect(mailed(here)).toEqual([]);
  });

  test('agrees while ROQ is away: it is sent once ROQ is back, through a restart', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    here.roq.faults.add({ kind: 'down' });
    await answers(here, 'ada', asked, 'Send');
    await adaReads(asked, 'You agreed: the invite to *Acme* is on its way to ROQ');
    await here.restartApp();
    here.roq.faults.clear();
    expect(await told(here, executionId)).toMatchObject({ outputs: { status: 'sent' } });
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('agrees under the rules of the day: a second person may decide, and the workflow waits for them', async () => {
    const alan = here.person('alan');
    await shows(alan);
    const [first, second] = [await runsWorkflow(here), await runsWorkflow(here, { address: 'yan@y.test' })];
    await inTime(here, () => expect(questions()).toHaveLength(2));
    await setRules(here.person('ada'), { 'Decides who gets these roles': ['Editor'] });
    const messages = here
      .person('ada')
      .directMessages()
      .filter((each) => labelsOf(each).includes('Send'));
    for (const asked of messages) {
      await answers(here, 'ada', asked, 'Send');
      await adaReads(asked, 'You agreed. A second person decides about the invite to *Acme* before it is sent.');
    }
    expect(mailed(here)).toEqual([]);
    for (const [id, button] of [
      [first, 'Approve…'],
      [second, 'Decline…'],
    ] as const) {
      const address = runOf(here, id).inputs.address === 'yan@y.test' ? 'yan@y.test' : 'zoe@x.test';
      const card = await getsWord(here, alan, address);
      await alan.pressesIn(card, directOf(here, alan), button);
      await alan.seesModal(address);
      if (id === second) await alan.fills({ decision_reason: 'Not now' });
      await alan.submits();
    }
    expect(await told(here, first)).toMatchObject({ outputs: { status: 'sent', invite_id: expect.any(String) } });
    expect(await told(here, second)).toMatchObject({
      outputs: { status: 'refused', reason: 'Nothing was sent: a second person declined it.' },
    });
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('has used up their quota meanwhile: nothing is sent', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    await setRules(here.person('ada'), { 'Invites per person and day': '1' });
    await oneLine(here.person('ada'), 'una@u.test as editor');
    await answers(here, 'ada', asked, 'Send');
    expect(await told(here, executionId)).toMatchObject({
      outputs: { status: 'refused', reason: 'Nothing was sent: a limit of this workspace was reached.' },
    });
    expect(mailed(here)).toEqual(['una@u.test']);
  });

  test('is not buried in questions: each address once, ten at most', async () => {
    const first = await runsWorkflow(here);
    await question(here);
    expect(await told(here, await runsWorkflow(here))).toMatchObject({
      outputs: { status: 'refused', reason: expect.stringContaining('is being asked about that address already') },
    });
    for (let n = 2; n <= 10; n += 1) await runsWorkflow(here, { address: `n${n}@x.test` });
    expect(await told(here, await runsWorkflow(here, { address: 'n11@x.test' }))).toMatchObject({
      outputs: { status: 'refused', reason: expect.stringContaining('too often') },
    });
    expect(runOf(here, first).state).toBe('running');
    await inTime(here, () => expect(questions()).toHaveLength(10));
  });

  test('is not asked any more once the address is forgotten', async () => {
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    const ada = here.person('ada');
    await ada.types('/invite why zoe@x.test');
    await ada.seesModal('zoe@x.test');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    await ada.closes();
    expect(await told(here, executionId)).toMatchObject({
      outputs: { status: 'refused', reason: 'Nothing was sent: that address was forgotten meanwhile.' },
    });
    await forgedPress(here, { user: 'ada' }, yesOf(asked), placeOf(asked));
    await ada.sees('You have answered this already, or it has ended');
    expect(mailed(here)).toEqual([]);
  });

  test('cannot be reached by Slack: the workflow does not wait for an answer that never comes', async () => {
    here.slack.addFaults({ kind: 'error', method: 'chat.postMessage', error: 'messages_tab_disabled' });
    expect(await told(here, await runsWorkflow(here))).toMatchObject({
      outputs: { status: 'refused', reason: expect.stringContaining('Slack did not take the message') },
    });
  });

  test('reads German: so does their question, and what the workflow is told', async () => {
    const executionId = await runsWorkflow(here, { on_behalf_of: people.greta.id });
    const greta = here.person('greta');
    const asked = await getsWord(
      here,
      greta,
      'Ein Workflow in diesem Slack möchte *Zoe Zed* zoe@x.test in Ihrem Namen',
    );
    await greta.pressesIn(asked, directOf(here, greta), 'Nicht senden');
    expect(await told(here, executionId)).toMatchObject({
      outputs: { status: 'declined', reason: expect.stringContaining('hat sich dagegen entschieden') },
    });
  });
});

test('a workflow’s question whose posting was never confirmed shows what came of it once it is pressed', async () => {
  await begin();
  try {
    const lost = { kind: 'commit_then_drop', method: 'chat.postMessage', channel: people.ada.id, times: 1 } as const;
    here.slack.addFaults(lost);
    const executionId = await runsWorkflow(here);
    const asked = await question(here);
    await inTime(here, () => expect(JSON.stringify(here.log())).toContain('a post may or may not be in Slack'));
    await answers(here, 'ada', asked, 'Send');
    expect(await told(here, executionId)).toMatchObject({ outputs: { status: 'sent' } });
    expect(labelsOf(await adaReads(asked, 'ROQ accepted the invite to *Acme* in your name'))).toEqual([]);
    expect(questions()).toHaveLength(1);
  } finally {
    // It was looked for, in vain: this app may not read direct messages.
    expect(here.slack.violations().filter(({ rule }) => rule !== 'missing_scope')).toEqual([]);
    await here.stop();
  }
});

describe('a workflow that gives the step what is of no use', () => {
  beforeEach(() => begin());
  afterEach(check);

  test.each([
    ['no address', { address: '  ' }, 'got no e-mail address'],
    ['two addresses', { address: 'a@x.test, b@x.test' }, 'takes one e-mail address and got several'],
    ['no real address', { address: 'zoe at home' }, 'is none'],
    ['a person whom Slack does not know', { on_behalf_of: 'U0NOBODY' }, 'Slack does not know the person'],
    ['an app', { on_behalf_of: more.bot.id }, 'on behalf of an app'],
    ['a guest', { on_behalf_of: people.gus.id }, 'on behalf of a guest'],
    ['somebody by Slack Connect', { on_behalf_of: people.sam.id }, 'somebody of another workspace'],
    ['somebody deactivated', { on_behalf_of: more.gone.id }, 'is deactivated in Slack'],
    ['an unknown role', { role: 'Emperor' }, 'cannot give the role'],
    ['a role they cannot give', { on_behalf_of: people.ed.id, role: 'Admin' }, 'cannot give the role'],
  ])('%s: it fails with a sentence, and nobody is asked', async (_what, inputs, why) => {
    expect(await told(here, await runsWorkflow(here, inputs))).toMatchObject({
      state: 'failed',
      error: expect.stringContaining(why),
    });
    expect(questions()).toEqual([]);
  });

  test('somebody who may not invite, or has no account: one sentence for both, and nobody is asked', async () => {
    const runs = [
      await told(here, await runsWorkflow(here, { on_behalf_of: people.nina.id })),
      await told(here, await runsWorkflow(here, { on_behalf_of: people.mia.id })),
    ];
    const may_not = 'Nothing was sent: the person it was to be sent on behalf of cannot invite here.';
    expect(runs.map(({ outputs }) => outputs)).toEqual(Array(2).fill({ status: 'refused', reason: may_not }));
    expect(questions()).toEqual([]);
  });

  test('an address that a rule is against: nobody is asked', async () => {
    await setRules(here.person('ada'), { 'Never invite': 'x.test' });
    expect(await told(here, await runsWorkflow(here))).toMatchObject({
      outputs: { status: 'refused', reason: 'Nothing was sent: a rule of this workspace does not allow it.' },
    });
    expect(questions()).toEqual([]);
  });
});

describe('installed org-wide, as Slack asks of apps with steps,', () => {
  afterEach(check);

  test.each(['http', 'socket'] as const)(
    'over %s the step is asked and told in the workspace whose workflow ran',
    async (transport) => {
      here = await installable(transport, { enterpriseId: 'E0CORP', workflow: true });
      await installs(here, 'ada', { org: '1' });
      const sam = people.sam.id;
      const inputs = { address: 'zoe@x.test', role: 'Member', on_behalf_of: sam };
      const { executionId } = await here.slack.runsStep(sam, 'invite_to_roq', inputs);
      const asked = await question(here, 'sam');
      await answers(here, 'sam', asked, 'Send');
      expect(await told(here, executionId)).toMatchObject({ team: 'T0OTHER', outputs: { status: 'sent' } });
      expect(inviteOf(here, 'zoe@x.test').createdByUserId).toBe(roqId('sam@other.test'));
      expect(ends(here).map(({ args }) => args.team_id)).toEqual(['T0OTHER']);
      const other = await here.slack.runsStep(people.ada.id, 'invite_to_roq', inputs);
      expect(await told(here, other.executionId)).toMatchObject({
        ...{ team: 'T0ACME', state: 'failed' },
        error: expect.stringContaining('somebody of another workspace'),
      });
    },
  );

  test('it is gone before anybody answered: nothing is asked, sent or told any more', async () => {
    here = await installable('http', { enterpriseId: 'E0CORP', workflow: true });
    await installs(here, 'ada', { org: '1' });
    await runsWorkflow(here);
    await question(here);
    await here.slack.uninstall('T0ACME');
    await inTime(here, () => expect(here.log().some(({ msg }) => msg === 'the app was uninstalled')).toBe(true));
    const before = here.slack.calls().length;
    here.clock.advance(4 * day);
    await here.restartApp();
    here.clock.advance(day);
    await here.restartApp();
    expect(ends(here)).toEqual([]);
    expect(
      here.slack
        .calls()
        .slice(before)
        .filter(({ team: where }) => where !== null),
    ).toEqual([]);
  });
});

describe('Slack, when it is told what came of a run,', () => {
  beforeEach(() => begin());
  afterEach(async () => {
    expect(leaks(here.log())).toEqual([]);
    await here.stop();
  });

  test.each([
    ['is busy', { kind: '429', retryAfter: 5 } as const, 2],
    ['fails', { kind: '500' } as const, 2],
    ['takes it and its answer is lost', { kind: 'commit_then_drop' } as const, 2],
  ])('%s: it is told until it knows, and once', async (_how, fault, calls) => {
    here.slack.addFaults({ ...fault, method: 'functions.completeSuccess', times: 1 });
    const executionId = await runsWorkflow(here);
    await answers(here, 'ada', await question(here), 'Send');
    await here.restartApp();
    expect(await told(here, executionId)).toMatchObject({ outputs: { status: 'sent' } });
    await inTime(here, () => expect(ends(here)).toHaveLength(calls));
    await here.restartApp();
    here.clock.advance(hour);
    await here.restartApp();
    expect(ends(here)).toHaveLength(calls);
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('knows of no such run, or of one elsewhere: nothing is done in that other place, and it is not asked again', async () => {
    const theirs = await runsWorkflow(here, { address: 'yan@y.test' });
    await question(here);
    await forgedRun(here, { team_id: 'T0OTHER', event: { function_execution_id: theirs } });
    await forgedRun(here, { event: { function_execution_id: theirs, inputs: { address: 'evil@x.test' } } });
    await forgedRun(here, { event: { function_execution_id: 'Fx404', inputs: { address: '' } } });
    await forgedRun(here, { event: { function_execution_id: '', inputs: 'none' } });
    await inTime(here, () => expect(ends(here)).toHaveLength(1));
    expect(ends(here)[0]?.answer).toMatchObject({ error: 'function_execution_not_found' });
    await here.restartApp();
    here.clock.advance(hour);
    await here.restartApp();
    expect(ends(here)).toHaveLength(1);
    expect(runOf(here, theirs).state).toBe('running');
    expect(questions()).toHaveLength(1);
  });
});

const carriedBy = (asked: { blocks: unknown }, actionId: string): string => {
  const found = new RegExp(`"action_id":"${actionId}".*?"value":"((?:[^"\\\\]|\\\\.)*)"`).exec(
    JSON.stringify(asked.blocks),
  );
  return JSON.parse(`"${found?.[1] ?? ''}"`);
};
const yesOf = (asked: { blocks: unknown }) => ({ action_id: 'step.yes', value: carriedBy(asked, 'step.yes') });
const noOf = (asked: { blocks: unknown }) => ({ action_id: 'step.no', value: carriedBy(asked, 'step.no') });
const placeOf = ({ ts }: { ts: string }) => ({ channel: directOf(here, here.person('ada')), ts });
