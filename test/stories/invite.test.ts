import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, type Transport, type World, world } from './cast.ts';

describe.each<Transport>(['http', 'socket'])('inviting over %s', (transport) => {
  let here: World;
  beforeEach(async () => {
    here = await world({ transport });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('the form, the sheet, the result, the card and the mail', async () => {
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test', Role: 'Editor', 'First name': 'Zoe' });
    await ada.submits();
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 sent* to *Acme* as *Editor*');
    await ada.seesMessage(channels.general, 'Ada Owens invited z•••@x.test to Acme as Editor');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
  });
});
