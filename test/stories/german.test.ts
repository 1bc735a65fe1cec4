import { afterEach, expect, test } from 'vitest';
import { eventually, type World, world } from './cast.ts';
import { slackWith } from './steps.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

test('whoever reads Slack in German fills in, checks and sends in German', async () => {
  here = await world(slackWith('ada', { locale: 'de-DE' }));
  const ada = here.person('ada');
  await ada.types('/invite');
  await ada.seesModal('Die Eingeladenen kommen zu *Acme*');
  await ada.seesModal('Englisch (Vereinigte Staaten)');
  await ada.fills({ 'E-Mail-Adressen': 'zoe@, bob@y.test', Rolle: 'Editor' });
  await ada.submits();
  await ada.seesModal('„zoe@“: Nach dem @ folgt nichts.');
  await ada.fills({ 'E-Mail-Adressen': 'zoe@x.test, pat@partner.test' });
  await ada.submits();
  await ada.seesModal('*1 von 2* bereit für eine Einladung zu *Acme* als *Editor*');
  await ada.seesModal('Schon eingeladen: vor 2 Stunden von Ada Owens, noch offen.');
  await ada.submits();
  await eventually(() => expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test']));
});

test('the one-liner takes its role after “als”, too', async () => {
  here = await world(slackWith('ada', { locale: 'de-AT' }));
  const ada = here.person('ada');
  await ada.types('/invite zoe@x.test als Editor');
  await ada.seesModal('*1 Person* bereit für eine Einladung zu *Acme* als *Editor*');
});

test('the list is read, filtered and acted in in German', async () => {
  here = await world(slackWith('ada', { locale: 'de-DE' }));
  const ada = here.person('ada');
  await ada.types('/invite list');
  await ada.seesModal('Einladungen zu *Acme*');
  await ada.seesModal('5 Einladungen · Seite 1 von 1 · gelesen');
  await ada.chooses({ label: 'Zeigen' }, 'Abgelaufen');
  await ada.seesModal('2 Einladungen · Seite 1 von 1');
  await ada.seesModal(/Abgelaufen · eingeladen .* von Ada Owens/);
  await ada.presses('Erneut einladen', { near: 'eve@agency.test' });
  await ada.seesModal('1 Einladung · Seite 1 von 1');
});
