import type { Words } from '../words.ts';
import { say } from './say.ts';

export const settings: Words['settings'] = {
  title: 'Einstellungen',
  intro: (tenant) =>
    `*Tägliche Übersicht* der Einladungen zu *${tenant}*, die noch warten. Wartet nichts, wird nichts gepostet.`,
  digest: 'Übersicht',
  on: 'An',
  off: 'Aus',
  channel: 'Channel der Übersicht',
  hour: 'Uhrzeit',
  zone: 'Zeitzone',
  zonePart: (region, part, parts) => `${region} (${part} von ${parts})`,
  days: 'Tage',
  dayNames: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  olderThan: 'Eine offene Einladung braucht eine Entscheidung',
  olderThanDays: (n) => `Nach ${say.count(n, { one: 'Tag', other: 'Tagen' })} ohne Antwort`,
  when: 'Posten',
  onlyWhenNeeded: 'Nur wenn etwas eine Entscheidung braucht',
  always: 'Immer wenn etwas wartet oder neu ist',
  language: 'Sprache der Nachrichten in Channels',
  languages: { en: 'Englisch (English)', de: 'Deutsch' },
  sendNow: 'Jetzt eine an mich senden',
  own: 'Meine eigene Übersicht',
  rules: 'Regeln',
  rulesSays: 'Regeln und Grenzen dieses Workspace',
  privacy: 'Datenschutz und Protokoll',
  addedChannels: 'Die App kann nur in Channels schreiben, zu denen sie hinzugefügt wurde.',
  webhooks: {
    unset: 'Webhooks von ROQ sind nicht eingerichtet: Karten folgen binnen Minuten, spätere binnen Stunden.',
    never:
      'Noch kein Webhook von ROQ ist angekommen: Karten folgen binnen Minuten, spätere binnen Stunden. Wer diese App betreibt, kann URL und Schlüssel in der ROQ Console prüfen.',
    lately: (when) => `Karten folgen ROQ sofort: Der letzte Webhook kam ${when}.`,
  },
  needsChannel: 'Bitte wählen Sie, wohin die Übersicht soll.',
  needsHour: 'Bitte wählen Sie eine Uhrzeit.',
  needsZone: 'Bitte wählen Sie eine Zeitzone.',
  needsDay: 'Bitte wählen Sie mindestens einen Tag.',
  saved: (channelId, hour, zone) => `Gespeichert. Die Übersicht kommt um ${hour} Uhr (${zone}) nach <#${channelId}>.`,
  savedOff: 'Gespeichert. Die Übersicht ist aus.',
  introduction: (name, hour, zone, onlyWhenNeeded) =>
    `${name} hat hier eine tägliche Übersicht offener Einladungen eingerichtet, um ${hour} Uhr (${zone}). An Tagen, an denen nichts ${onlyWhenNeeded ? 'eine Entscheidung braucht' : 'wartet'}, kommt nichts.`,
  nothingToSend: 'Nichts wartet, also gibt es keine Übersicht zu senden.',
  onItsWay: ':white_check_mark: Unterwegs in Ihre Direktnachrichten mit dieser App.',
};

export const ownDigest: Words['ownDigest'] = {
  title: 'Meine Übersicht',
  intro: (tenant, zone) =>
    `*Ihre eigene Übersicht* der Einladungen zu *${tenant}*, die Sie verschickt haben: als Direktnachricht, nach Ihrer eigenen Uhr (in Slack gerade ${zone}). Was sie Ihnen sagt, lässt die Übersicht eines Channels aus.`,
  begins: 'Eingeschaltet beginnt sie am nächsten Tag. An Tagen, an denen nichts auf Sie wartet, kommt nichts.',
  saved: (hour, zone, day) => `Gespeichert. Ihre eigene Übersicht kommt um ${hour} Uhr (${zone}), ab dem ${day}.`,
  savedOff: 'Gespeichert. Sie bekommen keine eigene Übersicht.',
  unsure: (when, command) =>
    `Es ist nicht sicher, dass Ihre eigene Übersicht (${when}) angekommen ist, und zweimal wird nichts gesendet. Steht sie nicht unter den Nachrichten dieser App, zeigt \`${command} list\`, was wartet.`,
};
