import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };

export const inviteForm: Words['inviteForm'] = {
  submit: 'Prüfen',
  joins: (tenant) => `Die Eingeladenen kommen zu *${tenant}*. Bevor etwas gesendet wird, sehen Sie, wer bereit ist.`,
  mayOnlyAsk:
    'Sie dürfen nicht selbst einladen: Was Sie ausfüllen, wird eine Anfrage, über die jemand anderes entscheidet.',
  addresses: 'E-Mail-Adressen',
  addressesHint:
    'Eine oder viele: getrennt durch Kommas, Leerzeichen oder neue Zeilen. Auch „Bob Berg <bob@y.io>“ geht.',
  kept: (kept) =>
    `*${say.count(kept, people)}* von vorher ${kept === 1 ? 'bleibt' : 'bleiben'} auf der Liste; hier sind es zu viele zum Bearbeiten. Was Sie unten angeben, kommt dazu.`,
  file: 'Oder eine CSV-Datei',
  fileHint:
    'Spalten email, first, last, role, locale in beliebiger Reihenfolge, mit oder ohne Kopfzeile. Bis 5 MB und 10.000 Zeilen.',
  role: 'Rolle',
  locale: 'Sprache der E-Mail',
  firstName: 'Vorname',
  lastName: 'Nachname',
  nameHint: 'Gilt nur, wenn es eine einzelne Person ist.',
  needsAddress: 'Bitte geben Sie mindestens eine E-Mail-Adresse an.',
  needsRole: 'Bitte wählen Sie eine Rolle.',
  badAddress: (written, why) => `„${written}“: ${why}`,
  moreBadAddresses: (n) => `Und ${say.number(n)} weitere.`,
  nobodyInMessage:
    'In dieser Nachricht finde ich keine E-Mail-Adresse und niemanden. Sie können eintragen, wen Sie einladen möchten.',
  noSuchRole: (word) => `Eine Rolle „${word}“, die Sie vergeben dürfen, gibt es nicht. Bitte wählen Sie eine.`,
};
