import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('a CSV file', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('of 200 people is checked, sent and followed', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => `p${index}@many.test,Pat${index},Poe,member`);
    const ada = await here.window('ada');
    await ada.types('/invite');
    await ada.dialog.getByLabel('Or a CSV file').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['email,first,last,role', ...rows].join('\n')),
    });
    await ada.seesModal('people.csv');
    await ada.fills({ Role: 'Member' });
    await ada.presses('Check');
    await ada.seesModal('200 people ready');
    await ada.picture('csv-sheet');
    await ada.presses('Send 200 invites');
    await ada.seesModal('200 sent');
    await ada.picture('csv-result');
    await ada.presses('Done');
    await ada.page.getByRole('tab', { name: 'Mailbox 200 to accept' }).waitFor();
    await ada.sees('200 sent', ada.message('Ada Owens invited 200 people'));
    await ada.picture('csv-card');
    expect(here.roq.mails()).toHaveLength(200);
  });
});
