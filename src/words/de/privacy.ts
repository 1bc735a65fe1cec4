import type { Words } from '../words.ts';
import { say } from './say.ts';

const shown = { masked: 'verdeckte', whole: 'ganze' };
const keeps = (addresses: 'masked' | 'whole', days: number): string =>
  `Gespeichert. Channels sehen ${shown[addresses]} Adressen; das Protokoll wird ${say.count(days, { one: 'Tag', other: 'Tage' })} aufbewahrt`;

export const privacy: Words['privacy'] = {
  title: 'Datenschutz, Protokoll',
  headline: (tenant) => `*Datenschutz und Protokoll* der Einladungen zu *${tenant}* in diesem Workspace.`,
  addresses: 'Adressen in Channels',
  masked: 'Verdeckt: a•••@acme.com',
  whole: 'Ganz: ada@acme.com',
  follows:
    'Karten, Übersichten und Genehmigungen folgen sofort. Wer eine Einladung sehen darf, sieht privat immer die ganze Adresse.',
  days: 'Protokoll aufbewahren (Tage)',
  daysHint: 'Ältere Einträge werden einmal am Tag gelöscht.',
  channel: 'Channel für das Protokoll',
  channelHint: 'Bekommt eine Zeile je Vorgang, mit verdeckten Adressen, sofern oben nicht ganze gewählt sind.',
  nudges: 'Eingeladene, die in diesem Slack sind',
  nudgesOff: 'Bekommen nur die E-Mail',
  nudgesOn: 'Bekommen auch hier eine Nachricht',
  nudgesHint:
    'Eine Stunde nach der E-Mail, und nur solange sie nicht dabei sind: eine Direktnachricht, dass eine Einladung in ihrem Postfach liegt. Sie können sie noch einmal anfordern oder sagen, dass sie nicht für sie ist.',
  wrongDays: (most) => `Bitte geben Sie eine Zahl von 1 bis ${most} an.`,
  saved: (addresses, days) => `${keeps(addresses, days)}.`,
  savedWithChannel: (addresses, days, channel) => `${keeps(addresses, days)}, und seine Zeilen gehen nach ${channel}.`,
  introduction: (name) =>
    `${name} hat diesen Channel für das Protokoll gewählt: Er bekommt eine Zeile für alles, was mit Einladungen getan wird.`,
};
