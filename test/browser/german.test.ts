import { afterEach, beforeEach, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('Greta, who reads German,', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('does everything in German, in the dark', async () => {
    const greta = await here.window('greta', { colorScheme: 'dark', height: 1000 });
    await greta.types('/invite');
    await greta.fills({
      'E-Mail-Adressen': 'zoe@x.io, Bob Berg <bob@y.io>, pat@partner.test, zoe@gmial.com',
      Rolle: 'Editor',
    });
    await greta.picture('german-form');
    await greta.presses('Prüfen');
    await greta.seesModal('Schon eingeladen: vor 2 Stunden von Ada Owens, noch offen.');
    await greta.picture('german-sheet');
    await greta.presses('3 Einladungen senden');
    await greta.seesModal('3 gesendet: Einladung zu Acme als Editor.');
    await greta.picture('german-result');
    await greta.presses('Fertig');
    await greta.types('/invite list');
    await greta.seesModal(/Einladungen · Seite 1 von 1/);
    await greta.picture('german-list');
    await greta.dialog.getByRole('button', { name: 'Schließen', exact: true }).first().click();
    await greta.types('/invite settings');
    await greta.seesModal('Tägliche Übersicht');
    await greta.picture('german-settings');
    await greta.presses('Regeln und Grenzen dieses Workspace');
    await greta.seesModal('Was dieser Workspace den Regeln von ROQ');
    await greta.picture('german-rules');
    await greta.presses('Jetzt nicht');
    await greta.types('/invite help');
    await greta.sees('öffnet das Formular');
    await greta.picture('german-help');
    await greta.goesTo('ROQ Invites');
    await greta.presses('Home', greta.page);
    await greta.sees('Zu erledigen (2)');
    await greta.picture('german-home');
  });
});
