import { afterEach, describe, expect, test } from 'vitest';
import { channels, eventually, type Transport, viewText, type World, world } from './cast.ts';
import { inTime, nowSays } from './steps.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

/** Where an address may be mailed again at once, so that what overtakes is found out by ROQ and not by us. */
const noCooldown = { RESEND_COOLDOWN_MINUTES: '0' };

/** Somebody else invites these people between Ada's check and her sending. */
async function overtake(...emails: string[]): Promise<void> {
  const alan = here.person('alan');
  await alan.types(`/invite ${emails.join(' ')} as member`, channels.board);
  await alan.seesModal('ready');
  await alan.submits();
  await eventually(() => {
    for (const email of emails) expect(here.roq.mailsTo(email)).toHaveLength(1);
  });
}

describe.each<Transport>(['http', 'socket'])('the result over %s', (transport) => {
  test('gives each address its own line and reason, and the failed ones another try', async () => {
    here = await world({ transport, env: noCooldown });
    const ada = here.person('ada');
    await ada.checks('Zoe Zed <zoe@x.test>, bob@y.test, amal@example.xn--kgbechtv');
    await ada.seesModal('*3 people* ready');
    await overtake('bob@y.test');
    await ada.submits();
    await ada.seesModal('*1 sent, 2 refused* to *Acme* as *Editor*.');
    await ada.seesModal(':white_check_mark: *Zoe Zed* zoe@x.test: sent (ROQ accepted the invite)');
    await ada.seesModal('*bob@y.test*: refused. There is an open invite for this address already');
    await ada.seesModal('xn--kgbechtv*: refused. ROQ does not take this for an e-mail address.');
    await ada.presses('Retry the failed');
    await ada.seesModal('They join');
    const field = ada.modal()?.blocks.find(({ block_id }) => block_id === 'recipients')?.element;
    expect(field).toMatchObject({ initial_value: 'bob@y.test\namal@example.xn--kgbechtv' });
    await ada.fills({ 'E-mail addresses': 'bob@y.test, amal@example.test' });
    await ada.submits();
    await ada.seesModal('*1 of 2* ready');
    await ada.submits();
    await ada.seesModal('*1 sent* to *Acme* as *Editor*');
    expect(here.roq.mailsTo('bob@y.test')).toHaveLength(1);
    expect(here.roq.mailsTo('amal@example.test')).toHaveLength(1);
  });
});

describe('the result', () => {
  test('says of an address that joined in the meantime that it has an account', async () => {
    here = await world({ env: noCooldown });
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    await overtake('zoe@x.test');
    here.roq.accept('zoe@x.test');
    await ada.submits();
    await ada.seesModal('refused. ROQ already has an account for this address.');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
  });

  test.each([
    ['json', 'USER_INVITE_ALREADY_EXIST'],
    ['text', 'USER_ALREADY_INVITED'],
    ['extensions', 'USER_INVITE_ALREADY_SENT'],
  ] as const)('reads a refusal in the shape of %s with the code %s', async (errorShape, alreadyInvitedCode) => {
    here = await world();
    here.roq.setOptions({ errorShape, alreadyInvitedCode, reinvite: 'refuse' });
    const ada = here.person('ada');
    await ada.checks('eve@agency.test, zoe@x.test');
    await ada.presses('Invite again');
    await ada.seesModal('*2 people* ready');
    await ada.submits();
    await ada.seesModal('*1 sent, 1 refused*');
    await ada.seesModal('*eve@agency.test*: refused. There is an open invite for this address already');
  });

  test('keeps to one refused address when ROQ refuses the whole call for it', async () => {
    here = await world();
    here.roq.setOptions({ badEmail: 'request' });
    const ada = here.person('ada');
    await ada.checks('zoe@x.test, amal@example.xn--kgbechtv, bob@y.test');
    await ada.submits();
    await ada.seesModal('*2 sent, 1 refused*');
    await ada.seesModal('xn--kgbechtv*: refused.');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'bob@y.test']);
  });

  test('shows everybody of a batch to those who may see them, by state', async () => {
    here = await world();
    here.roq.setOptions({ badEmail: 'request' });
    const ada = here.person('ada');
    await ada.checks('zoe@x.test, amal@example.xn--kgbechtv');
    await ada.submits();
    await ada.seesModal('*1 sent, 1 refused*');
    await ada.closes();
    const card = await ada.seesMessage(channels.general, '1 sent, 1 refused');
    await ada.pressesIn(card, channels.general, 'Show all');
    await ada.seesModal('*zoe@x.test*');
    await ada.chooses({ actionId: 'detail.state' }, 'Refused');
    await eventually(() => expect(viewText(ada.modal())).not.toContain('zoe@x.test'));
    await ada.seesModal('xn--kgbechtv*: refused.');
  });

  test('never shows an older state over a newer one, however late Slack takes it', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.slack.addFaults({ kind: 'slow', method: 'views.update', ms: 500, times: 1 });
    await ada.submits();
    await ada.seesMessage(channels.general, '1 sent');
    await here.slack.settled();
    here.clock.advance(500);
    await ada.seesModal('*1 sent*');
    await here.slack.settled();
    await ada.seesModal('*1 sent*');
  });

  test('stays in sight, and on the card, when ROQ fails at the moment of the retry', async () => {
    here = await world();
    here.roq.setOptions({ reinvite: 'refuse' });
    const ada = here.person('ada');
    await ada.checks('eve@agency.test');
    await ada.presses('Invite again');
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 refused*');
    here.clock.advance(120_000);
    here.roq.faults.set([{ kind: 'error-before', operation: 'userProfiles' }]);
    await ada.presses('Retry the failed');
    await ada.seesModal(/ROQ is not answering\.[\s\S]*\*1 refused\*[\s\S]*eve@agency\.test/);
    here.roq.faults.clear();
    here.clock.advance(10_000);
    await ada.presses('Retry the failed');
    await ada.seesModal('They join');
    await ada.closes();
    const card = await ada.seesMessage(channels.general, '1 refused');
    await ada.pressesIn(card, channels.general, 'Retry the failed');
    await ada.seesModal('eve@agency.test');
  });

  test('goes on when the modal is closed: the card tells the same', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.faults.set([{ kind: 'delay', ms: 5_000, operation: 'sendUserInvites' }]);
    await ada.submits();
    await ada.seesModal('Inviting 1 person');
    await ada.closes();
    here.roq.faults.clear();
    here.clock.advance(5_000);
    await eventually(() => expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1));
    const card = await ada.seesMessage(channels.general, 'Ada Owens invited');
    await inTime(here, () => nowSays(ada, channels.general, card, '1 sent · 1 pending'));
  });
});

describe('the card', () => {
  test('stands where the command was typed, with masked addresses', async () => {
    here = await world();
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    await ada.checks('Zoe Zed <zoe@x.test>, bob@y.test');
    await ada.submits();
    await mia.seesMessage(channels.general, '*Ada Owens* invited 2 people to *Acme* as *Editor*');
    await mia.seesMessage(channels.general, '*Zoe Zed* z•••@x.test\nPending · read');
    mia.seesNothingOf(/zoe@x|bob@y/);
    expect(ada.directMessages()).toEqual([]);
  });

  test.each([
    ['a public channel without the app', 'hiring', 'not_in_channel'],
    ['a private channel without the app', 'board', 'channel_not_found'],
  ] as const)('goes by direct message from %s, and says so', async (_what, channel, because) => {
    here = await world();
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await ada.checks('zoe@x.test', 'Editor', channels[channel]);
    await ada.submits();
    await ada.seesModal('*1 sent*');
    const direct = here.slack.directMessage(ada.id);
    await ada.seesMessage(direct, `because I may not post in <#${channels[channel]}> (${because})`);
    await ada.seesMessage(direct, '*zoe@x.test*');
    expect(ada.messages(channels[channel])).toEqual([]);
    alan.seesNothingOf('zoe@x.test');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
  });

  test('goes by direct message from a channel that was archived while the form was open', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.slack.archiveChannel(channels.general);
    await ada.submits();
    await ada.seesMessage(here.slack.directMessage(ada.id), '(is_archived)');
  });

  test('of a command typed in the app’s own direct message stands there, with whole addresses', async () => {
    here = await world();
    const ada = here.person('ada');
    const direct = here.slack.directMessage(ada.id);
    await ada.checks('zoe@x.test', 'Editor', direct);
    await ada.submits();
    const card = await ada.seesMessage(direct, '*zoe@x.test*\nPending');
    expect(card.text).not.toContain('because');
  });

  test('follows the invite to its acceptance when refreshed', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    await ada.submits();
    const card = await ada.seesMessage(channels.general, 'Pending');
    here.roq.accept('zoe@x.test');
    await ada.pressesIn(card, channels.general, 'Refresh');
    const after = await inTime(here, () => nowSays(ada, channels.general, card, '*z•••@x.test*\nAccepted'));
    expect(JSON.stringify(after.blocks)).not.toMatch(/"Resend"|"Cancel"/);
  });
});
