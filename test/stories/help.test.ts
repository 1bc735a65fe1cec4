import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, type Transport, type World, world } from './cast.ts';

describe.each<Transport>(['http', 'socket'])('help over %s', (transport) => {
  let here: World;
  beforeEach(async () => {
    here = await world({ transport });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('names every subcommand with the command as it was typed, only to who asked', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await ada.types('/invite help');
    const said = await ada.sees('`/invite help`: this text');
    for (const word of ['status', 'list', 'settings']) expect(said).toContain(`/invite ${word}`);
    alan.seesNothingOf('this text');
  });
});

describe('help', () => {
  let here: World;
  beforeEach(async () => {
    here = await world({ command: '/roq-invite' });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('with another name of the command, every hint has that name', async () => {
    const [ada, nina] = [here.person('ada'), here.person('nina')];
    await ada.types('/roq-invite help');
    const said = await ada.sees('`/roq-invite help`: this text');
    expect(said).not.toContain('`/invite');
    await ada.types('/roq-invite status');
    await ada.sees('`/roq-invite list` shows them');
    await nina.types('/roq-invite status');
    await nina.sees('type `/roq-invite` again');
  });

  test.each([
    ['an unknown word', 'frobnicate', 'I do not know “frobnicate”.'],
    ['a word in other letters', 'HELP', '`/roq-invite help`: this text'],
    ['a word every object has', 'constructor', 'I do not know “constructor”.'],
    ['another such word', '__proto__', 'I do not know “__proto__”.'],
    ['a mention of everybody', '<!channel> hello', 'I do not know “&lt;!channel&gt;”.'],
    ['3,000 letters', 'x'.repeat(3_000), `I do not know “${'x'.repeat(40)}”.`],
    ['right-to-left text', 'مرحبا', 'I do not know “مرحبا”.'],
  ])('%s is answered with the usage', async (_name, typed, answer) => {
    const ada = here.person('ada');
    await ada.types(`/roq-invite ${typed}`);
    const said = await ada.sees(answer);
    expect(said).toContain('this text');
    expect(ada.messages(channels.general).every((message) => message.ephemeral)).toBe(true);
  });

  test('a status that is no status is a text to look for', async () => {
    const ada = here.person('ada');
    await ada.types('/roq-invite list constructor');
    await ada.seesModal('No invites match.');
  });

  test('needs neither ROQ nor a ROQ account', async () => {
    here.roq.faults.add({ kind: 'down' });
    const nina = here.person('nina');
    await nina.types('/roq-invite help');
    await nina.sees('this text');
  });
});
