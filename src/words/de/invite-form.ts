import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };

export const inviteForm: Words['inviteForm'] = {
  submit: 'Prüfen',
  joins: (tenant) => `Sie kommen zu *${tenant}*. Du siehst, wer bereit ist, bevor etwas gesendet wird.`,
  mayOnlyAsk:
    'Du darfst nicht selbst einladen: Was du ausfüllst, wird eine Anfrage, über die jemand anderes entscheidet.',
  addresses: 'E-Mail-Adressen',
  addressesHint:
    'Eine oder viele: getrennt durch Kommas, Leerzeichen oder neue Zeilen. Auch „Bob Berg <bob@y.io>“ geht.',
  kept: (kept) =>
    `*${say.count(kept, people)}* von vorher ${kept === 1 ? 'bleibt' : 'bleiben'} auf der Liste; hier sind es zu viele zum Bearbeiten. Was du unten angibst, kommt dazu.`,
  file: 'Oder eine CSV-Datei',
  fileHint:
    'Spalten email, first, last, role, locale in beliebiger Reihenfolge, mit oder ohne Kopfzeile. Bis 5 MB und 10.000 Zeilen.',
  role: 'Rolle',
  locale: 'Sprache der E-Mail',
  firstName: 'Vorname',
  lastName: 'Nachname',
  nameHint: 'Gilt nur, wenn du eine einzelne Person einlädst.',
  needsAddress: 'Bitte gib mindestens eine E-Mail-Adresse an.',
  needsRole: 'Bitte wähle eine Rolle.',
  badAddress: (written, why) => `„${written}“: ${why}`,
  moreBadAddresses: (n) => `Und ${say.number(n)} weitere.`,
  nobodyInMessage: 'In dieser Nachricht finde ich keine E-Mail-Adresse. Du kannst ausfüllen, wen du einlädst.',
  noSuchRole: (word) => `Eine Rolle „${word}“, die du vergeben darfst, gibt es nicht. Bitte wähle eine.`,
};
