import { afterEach, describe, expect, test } from 'vitest';
import { channels, eventually, messageText, viewText, type World, world } from './cast.ts';
import { directOf, getsWord, mailed } from './rules-steps.ts';
import { inTime, leaks } from './steps.ts';
import { onBothStores, worldIn } from './surroundings.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  expect(leaks(here.log())).toEqual([]);
  await here.stop();
});
const { general, board } = channels;

/** Somebody writes a message; where it is. */
async function writes(who: 'mia' | 'ada', text: string, channel: string = general, threadTs?: string) {
  const { ts = '' } = await here.slack.types(here.person(who).id, channel, text, threadTs ? { threadTs } : {});
  return { channel, ts };
}

describe.each(onBothStores)('“Invite from this message” in $name', (where) => {
  test('fills the form with the addresses of that one message; the card comes by direct message', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    await writes('mia', 'before@x.test');
    const asked = await writes(
      'mia',
      'Can somebody invite zoe@x.test and Bob Berg <bob@y.test>? Not https://x.test/@me',
    );
    await writes('mia', 'after@x.test', general, asked.ts);
    await here.slack.shortcut(ada.id, 'invite_from_message', asked);
    await ada.seesModal('zoe@x.test\nbob@y.test');
    expect(viewText(ada.modal())).not.toMatch(/before@|after@|@me/);
    await ada.fills({ Role: 'Editor' });
    await ada.submits();
    await ada.seesModal('*2 people* ready to be invited to *Acme* as *Editor*');
    const before = here.person('mia').messages(general).length;
    await ada.submits();
    await ada.seesModal('*2 sent* to *Acme*');
    expect(mailed(here)).toEqual(['zoe@x.test', 'bob@y.test']);
    await getsWord(here, ada, 'Refresh');
    expect(here.person('mia').messages(general)).toHaveLength(before);
  });

  test('the global shortcut opens the form', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    await here.slack.shortcut(ada.id, 'invite_people');
    await ada.seesModal('They join *Acme*');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test', Role: 'Editor' });
    await ada.submits();
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await getsWord(here, ada, 'Refresh');
    await inTime(here, () => expect(mailed(here)).toEqual(['zoe@x.test']));
  });
});

describe('a message shortcut', () => {
  test('works in a thread and in a private channel the app is not in', async () => {
    here = await world();
    const ada = here.person('ada');
    const top = await writes('ada', 'who joins?', board);
    const reply = await writes('ada', 'Zoe Zed <zoe@x.test>', board, top.ts);
    await here.slack.shortcut(ada.id, 'invite_from_message', reply);
    await ada.seesModal('Zoe Zed <zoe@x.test>');
    expect(here.person('alan').messages(board)).toHaveLength(2);
  });

  test('leads straight to the sheet for whoever may give one role, and reads what other apps post', async () => {
    here = await world();
    const ed = here.person('ed');
    const ts = here.slack.otherAppPosts(general, {
      text: 'New lead',
      attachments: [{ title: 'Lead', fields: [{ title: 'Mail', value: '<mailto:zoe@x.test|zoe@x.test>' }] }],
    });
    await here.slack.shortcut(ed.id, 'invite_from_message', { channel: general, ts });
    await ed.seesModal('*1 person* ready to be invited to *Acme* as *Editor*');
  });

  test('with nobody in its message says so and opens the form', async () => {
    here = await world();
    const ada = here.person('ada');
    await here.slack.shortcut(ada.id, 'invite_from_message', await writes('mia', 'lunch?'));
    await ada.seesModal('I found no e-mail address and nobody in that message.');
    await ada.seesModal('They join *Acme*');
  });

  test('opens a light view while its trigger lives, however slow ROQ is', async () => {
    here = await world();
    const ada = here.person('ada');
    const asked = await writes('mia', 'zoe@x.test');
    here.roq.faults.add({ kind: 'hang' });
    await here.slack.shortcut(ada.id, 'invite_from_message', asked);
    await ada.seesModal('Checking the addresses with ROQ…');
    here.roq.faults.clear();
  });

  test('tells whoever may not invite, and leaves a trace of it', async () => {
    here = await world();
    const gus = here.person('gus');
    await here.slack.shortcut(gus.id, 'invite_from_message', await writes('mia', 'zoe@x.test'));
    await gus.seesModal('Guests of this workspace cannot invite people from Slack.');
    expect(mailed(here)).toEqual([]);
  });

  test('of an older version is answered with a sentence', async () => {
    here = await world();
    const ada = here.person('ada');
    await here.slack.shortcut(ada.id, 'invite_people');
    const last = here.slack.deliveries().findLast(({ kind }) => kind === 'shortcut');
    const payload = { ...last?.payload, callback_id: '__proto__', trigger_id: 'none' };
    await here.slack.deliverRaw({ body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() });
    await eventually(() =>
      expect(here.person('ada').directMessages().map(messageText).join()).toContain('I do not know that shortcut'),
    );
    expect(directOf(here, ada)).toBeDefined();
  });
});
