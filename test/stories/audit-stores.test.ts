import { expect, test } from 'vitest';
import { engines } from '../store/stores.ts';
import { messageText, viewText, world } from './cast.ts';
import { inTime, oneLine } from './steps.ts';

test.each(engines)('on $name an address has its story and its export, until it is forgotten', async ({ site }) => {
  const place = await site();
  const here = await world({
    dataDir: place.dataDir,
    ...(place.databaseUrl ? { databaseUrl: place.databaseUrl } : {}),
  });
  try {
    const ada = here.person('ada');
    await oneLine(ada, 'bob@acme.test as editor');
    await here.restartApp();
    await ada.types('/invite audit');
    await inTime(here, () => expect(ada.directMessages().map(messageText).join()).toContain('bob@acme.test'));
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('<@U0ADA> invited');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    await ada.closes();
    await inTime(here, () => expect(ada.directMessages().map(messageText).join()).not.toContain('bob@acme.test'));
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('(before this address was forgotten)');
    expect(viewText(ada.modal())).toContain('<@U0ADA> had an address forgotten');
    expect(here.slack.violations()).toEqual([]);
  } finally {
    await here.stop();
    await place.remove();
  }
});
