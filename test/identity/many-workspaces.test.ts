import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { SeenMessage, SeenView } from '../../sandbox/slack/slack-emulator.ts';
import { people } from '../../sandbox/world.ts';
import { channels, viewText, type World } from '../stories/cast.ts';
import { installable, installs, lobby } from '../stories/install-steps.ts';
import { inviteOf, invites, oneLine } from '../stories/steps.ts';
import { surroundings, worldIn } from '../stories/surroundings.ts';

let here: World;
afterEach(() => here.stop());

/** Ada's workspace and Sam's, with a card of Ada's in her channel. */
async function both() {
  here = await installable();
  await installs(here, 'ada');
  await installs(here, 'sam');
  await here.slack.joinChannel('U0BOT', channels.general);
  return { ada: here.person('ada'), sam: here.person('sam') };
}

const other = { id: 'T0OTHER', domain: 'other' };
const sams = {
  type: 'block_actions',
  team: other,
  user: { id: people.sam.id, team_id: other.id },
  api_app_id: 'A0INVITE',
};
const fromSam = (payload: object) =>
  here.slack.deliverRaw({
    body: new URLSearchParams({
      payload: JSON.stringify({ ...sams, trigger_id: randomUUID(), ...payload }),
    }).toString(),
  });

/** Sam sends what a button of somebody else's holds, as if it stood in his workspace. */
async function samPresses(blocks: unknown, around: object): Promise<number> {
  const actions: object[] = [];
  JSON.stringify(blocks, (_key, each) => {
    if (typeof each?.action_id === 'string' && typeof each.value === 'string') actions.push(each);
    return each;
  });
  for (const action of actions) await fromSam({ ...around, actions: [{ ...action, block_id: 'b', action_ts: '1.1' }] });
  await allHandled();
  return actions.length;
}
const onMessage = ({ ts }: SeenMessage, channel: string) => ({
  container: { type: 'message', message_ts: ts, channel_id: channel },
  channel: { id: channel, name: 'lobby' },
});
const inView = { container: { type: 'view', view_id: 'V0FORGED' } };
const samSubmits = ({ callbackId, privateMetadata }: SeenView) =>
  fromSam({
    type: 'view_submission',
    view: {
      id: 'V0FORGED',
      type: 'modal',
      callback_id: callbackId,
      private_metadata: privateMetadata,
      state: { values: {} },
    },
  });

/** A stop waits for every handler, so nothing may still come of what was sent. */
const allHandled = () => here.restartApp();

/** What ROQ holds and has mailed. */
const effects = () => JSON.stringify([here.roq.db.invites.all(), here.roq.mails()]);

test.each(surroundings.filter(({ installed }) => installed))(
  'of $name each serves its people, in their tenant',
  async (where) => {
    here = await worldIn(where, ['ada', 'sam']);
    const [ada, sam] = [here.person('ada'), here.person('sam')];
    await Promise.all([oneLine(ada, 'new@acme.test as editor'), oneLine(sam, 'new@globex.test as editor', lobby)]);
    const tenantOf = (email: string) =>
      here.roq.db.tenants.all().find(({ id }) => id === inviteOf(here, email).tenantId)?.name;
    expect([tenantOf('new@acme.test'), tenantOf('new@globex.test')]).toEqual(['Acme', 'Globex']);
    await ada.seesMessage(channels.general, 'to Acme');
    await sam.sees('to Globex');
    const teams = (user: string) => [
      ...new Set(
        here.slack
          .calls()
          .filter(({ method, args }) => method === 'users.info' && args.user === user)
          .map(({ team }) => team),
      ),
    ];
    expect([teams(people.ada.id), teams(people.sam.id)]).toEqual([['T0ACME'], ['T0OTHER']]);
  },
);

describe('in the other workspace nothing comes of', () => {
  test('the buttons of a card', async () => {
    const { ada, sam } = await both();
    const card = await invites(ada, 'new@acme.test as editor');
    const before = effects();
    expect(await samPresses(card.blocks, onMessage(card, lobby))).toBeGreaterThan(0);
    await sam.sees(/does not exist|not one you may see/);
    expect(effects()).toBe(before);
    sam.seesNothingOf('new@acme.test');
  });

  test('the buttons of a list, with the ids of invites', async () => {
    const { ada, sam } = await both();
    await ada.types('/invite list');
    await ada.seesModal('pat@partner.test');
    const before = effects();
    expect(await samPresses(ada.modal()?.blocks, inView)).toBeGreaterThan(3);
    await sam.sees(/does not exist|not one you may see/);
    expect(effects()).toBe(before);
    sam.seesNothingOf('pat@partner.test');
  });

  test('a draft, submitted or edited', async () => {
    const { ada, sam } = await both();
    await ada.types('/invite new@acme.test as editor');
    await ada.seesModal('*1 person* ready');
    const sheet = ada.modal();
    if (!sheet) throw new Error('no sheet');
    const before = effects();
    const { body } = await samSubmits(sheet);
    expect(JSON.stringify(body)).not.toContain('new@acme.test');
    await samPresses(sheet.blocks, inView);
    expect(effects()).toBe(before);
    sam.seesNothingOf('new@acme.test');
    expect(viewText(ada.modal())).toContain('*1 person* ready');
    await ada.submits();
    await ada.seesModal(/sent\* to/);
  });

  test('a batch', async () => {
    const { ada, sam } = await both();
    await ada.types('/invite new@acme.test as editor');
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal(/sent\* to/);
    const result = ada.modal();
    const before = effects();
    await samPresses(result?.blocks, inView);
    const card = await ada.seesMessage(channels.general, 'Refresh');
    await samPresses(card.blocks, onMessage(card, lobby));
    expect(effects()).toBe(before);
    sam.seesNothingOf('new@acme.test');
  });

  test.each([
    ['Sam, said to be of her workspace', people.sam.id, 'T0ACME'],
    ['Ada, said to be of his workspace', people.ada.id, other.id],
  ])('a request of %s', async (_who, user, team) => {
    const { ada } = await both();
    const card = await invites(ada, 'new@acme.test as editor');
    const before = effects();
    const claim = { user: { id: user, team_id: team }, team: { id: team, domain: 'x' } };
    expect(await samPresses(card.blocks, { ...onMessage(card, channels.general), ...claim })).toBeGreaterThan(0);
    expect(effects()).toBe(before);
  });
});
