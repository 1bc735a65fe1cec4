import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blockText, channels, messageText, type World, world } from './cast.ts';
import { turnOn } from './digest-steps.ts';
import { inTime, nowSays, slackWith } from './steps.ts';
import { onBothStores, worldIn } from './surroundings.ts';

const { general, hiring } = channels;

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

describe('Greta, who reads Slack in German', () => {
  beforeEach(async () => {
    here = await world();
  });

  test('invites, sees the result and what can be done with it; the channel reads English', async () => {
    const greta = here.person('greta');
    await greta.types('/invite zoe@x.test, pat@partner.test als editor');
    await greta.seesModal('*1 von 2* bereit für eine Einladung zu *Acme* als *Editor*');
    await greta.seesModal('1 Einladung senden');
    await greta.submits();
    await greta.seesModal('*1 gesendet*: Einladung zu *Acme* als *Editor*.');
    await greta.seesModal('zoe@x.test*: gesendet (ROQ hat die Einladung entgegengenommen)');
    await greta.closes();
    const card = await greta.seesMessage(general, '*Greta Groß* invited 1 person to *Acme* as *Editor*');
    await greta.pressesIn(card, general, 'Show all');
    await greta.seesModal('*1 gesendet*: Einladung zu *Acme* als *Editor*, von Greta Groß.');
    await greta.closes();
    await greta.pressesIn(card, general, 'Cancel', { confirm: true });
    await greta.sees('Zurückgezogen: Die Einladung an zoe@x.test gilt nicht mehr.');
    await inTime(here, () => nowSays(greta, general, card, /Canceled by Greta Groß/));
  });

  test('reads status and help, and what her one word should have been', async () => {
    const greta = here.person('greta');
    await greta.types('/invite help');
    await greta.sees('`/invite status`: wie viele Einladungen offen, angenommen, abgelaufen und zurückgezogen sind');
    await greta.types('/invite hilfe');
    await greta.sees('„hilfe“ kenne ich nicht.');
    await greta.types('/invite status');
    await greta.sees('Einladungen zu *Acme*\nOffen: *3*   Angenommen: *1*   Abgelaufen: *2*   Zurückgezogen: *1*');
    await greta.sees(/Am längsten offen: \*Lee Long\* lee@lab\.test, eingeladen vor 20 Stunden\./);
  });

  test('reads the story of an address, an export and her account', async () => {
    const greta = here.person('greta');
    await greta.types('/invite zoe@x.test als editor');
    await greta.seesModal('bereit');
    await greta.submits();
    await greta.seesModal('*1 gesendet*: Einladung zu *Acme* als *Editor*.');
    await greta.closes();
    await greta.types('/invite why zoe@x.test');
    await greta.seesModal('*Was geschehen ist*: 1 Eintrag, der neueste zuerst');
    await greta.seesModal('<@U0GRETA> hat eingeladen');
    await greta.presses('Diese Adresse vergessen', { confirm: true });
    await greta.seesModal('Vergessen. Adresse und Namen sind aus dem Speicher dieser App gelöscht');
    await greta.closes();
    await greta.types('/invite audit gestern');
    await greta.sees('Bitte geben Sie Tage so an: `/invite audit 2026-01-31 2026-02-28`');
    await greta.types('/invite link');
    await greta.seesModal('Sie handeln für *g•••@acme.test* in *Acme*.');
  });

  test('reads in her direct messages what came of it, where the channel is closed to the app', async () => {
    const greta = here.person('greta');
    await greta.types('/invite Zoe Zed <zoe@x.test> als editor', hiring);
    await greta.seesModal('bereit');
    await greta.submits();
    await greta.seesModal('*1 gesendet*: Einladung zu *Acme* als *Editor*.');
    await greta.closes();
    const direct = here.slack.directMessage(greta.id);
    const card = await greta.seesMessage(direct, '*Greta Groß* hat 1 Person zu *Acme* als *Editor* eingeladen');
    expect(blockText(card.blocks)).toContain(`Diese Karte ist hier, weil ich in <#${hiring}> nicht posten darf`);
    expect(card.text).toContain('Greta Groß hat zoe@x.test zu Acme als Editor eingeladen: 1 gesendet · 1 offen.');
    await here.roq.accept('zoe@x.test');
    await inTime(here, () => greta.seesNow('Zoe Zed ist jetzt bei Acme dabei.'));
    await inTime(here, () => nowSays(greta, direct, card, '1 gesendet · 1 von 1 dabei'));
  });
});

describe('a workspace of two languages', () => {
  beforeEach(async () => {
    here = await world(slackWith('mia', { locale: 'de-AT' }));
  });

  test('tells each in their own what was refused and who could do it', async () => {
    const [ada, greta, mia] = [here.person('ada'), here.person('greta'), here.person('mia')];
    for (const who of [ada, greta]) {
      await who.types('/invite status');
      await who.sees(/Accepted: \*1\*|Angenommen: \*1\*/);
    }
    await mia.types('/invite');
    await mia.seesModal('Ihre Rolle erlaubt Ihnen nicht, Leute einzuladen. Bitte fragen Sie einen Admin.');
    await mia.seesModal(/(Ada Owens oder Greta Groß|Greta Groß oder Ada Owens) könnten es tun\./);
    await mia.presses('Jemanden fragen');
    await mia.seesModal(/Ich habe (Ada Owens|Greta Groß) für Sie gefragt, per Direktnachricht\./);
    const asked = /asks whether you could invite people to \*Acme\*|fragt, ob Sie Leute zu \*Acme\* einladen könnten/;
    await inTime(here, () => {
      const said = [...ada.directMessages().map(messageText), ...greta.directMessages().map(messageText)];
      expect(said.filter((each) => asked.test(each))).toHaveLength(1);
    });
    expect(ada.directMessages().map(messageText).join()).not.toContain('fragt, ob Sie');
    expect(greta.directMessages().map(messageText).join()).not.toContain('asks whether');
    await mia.closes();
    await mia.types('/invite settings');
    await mia.seesModal('Die Einstellungen können nur Leute ändern, die alle Einladungen verwalten dürfen.');
  });

  test('says to each in their own that ROQ is away, and that something is unknown', async () => {
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    here.roq.faults.set([{ kind: 'down' }]);
    await mia.types('/invite list');
    await mia.seesModal('ROQ antwortet nicht. Es wurde nichts geändert');
    await ada.types('/invite list');
    await ada.seesModal('ROQ is not answering. Nothing was changed');
  });
});

describe.each(onBothStores)('the language of each in $name:', (where) => {
  beforeEach(async () => {
    here = await worldIn(where, ['ada', 'greta']);
  });

  test('where channels read German, the cards there do, too; each hears the rest in their own', async () => {
    const [ada, greta] = [here.person('ada'), here.person('greta')];
    await turnOn(ada, { 'Language of messages in channels': 'German (Deutsch)' });
    await ada.types('/invite Zoe Zed <zoe@x.test>, bob@y.test as editor');
    await ada.seesModal('*2 people* ready to be invited to *Acme* as *Editor*');
    await ada.submits();
    await ada.seesModal('*2 sent* to *Acme* as *Editor*.');
    await ada.closes();
    const card = await ada.seesMessage(general, '*Ada Owens* hat 2 Personen zu *Acme* als *Editor* eingeladen');
    expect(card.text).toContain('Ada Owens hat z•••@x.test, b•••@y.test zu Acme als Editor eingeladen: 2 gesendet');
    expect(blockText(card.blocks)).toContain('Aktualisieren');
    await greta.pressesIn(card, general, 'Zurückziehen', { confirm: true, near: 'b•••@y.test' });
    await inTime(here, () => nowSays(ada, general, card, /Zurückgezogen von Greta Groß/));
    await greta.types('/invite liv@x.test als editor');
    await greta.seesModal('bereit');
    await greta.submits();
    await greta.seesModal('*1 gesendet*: Einladung zu *Acme* als *Editor*.');
    await greta.closes();
    await here.roq.accept('zoe@x.test');
    await here.roq.accept('liv@x.test');
    await inTime(here, () => ada.seesNow('Zoe Zed joined Acme.'));
    await inTime(here, () => greta.seesNow('liv@x.test ist jetzt bei Acme dabei.'));
    await inTime(here, () => nowSays(greta, general, card, '2 gesendet · 1 von 2 dabei, 1 zurückgezogen'));
    const channel = ada.messages(general).map(messageText).join('\n');
    expect(channel).not.toMatch(/invited \d|Refresh|Canceled by|joined,/);
  });

  test('the first word to somebody is English until Slack has said what they read, and never again, also after a restart', async () => {
    const greta = here.person('greta');
    await greta.types('/invite');
    await greta.seesModal('Die Eingeladenen kommen zu *Acme*');
    await greta.closes();
    await here.restartApp();
    await greta.types('/invite list');
    await greta.seesModal('5 Einladungen');
    expect(opened()).toEqual([
      expect.stringContaining('One moment…'),
      expect.stringContaining('Ich lese die Einladungen'),
    ]);
  });

  /** What modals showed when they opened, before anything was asked of ROQ or Slack. */
  const opened = (): string[] =>
    here.slack
      .calls()
      .filter(({ method }) => method === 'views.open')
      .map(({ args }) => blockText(args.view));
});
