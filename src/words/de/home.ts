import type { Words } from '../words.ts';
import { say, since } from './say.ts';

const invites = { one: 'Einladung', other: 'Einladungen' };
const people = { one: 'Person', other: 'Personen' };

export const home: Words['home'] = {
  title: (tenant) => `Einladungen zu ${tenant}`,
  invite: 'Leute einladen',
  refresh: 'Aktualisieren',
  refreshSays: 'Aktualisieren: die Einladungen noch einmal aus ROQ lesen',
  settings: 'Einstellungen',
  settingsSays: 'Einstellungen: Übersicht, Regeln, Datenschutz',
  account: 'Ihr ROQ-Konto',
  help: 'Hilfe',
  helpSays: 'Hilfe: was Sie tippen können',
  readAt: (when) => `Aus ROQ gelesen: ${when}.`,
  reading: 'Ich lese Ihre Einladungen aus ROQ …',
  away: (sentence) => `:warning: ${sentence} Was unten steht, ist von davor.`,
  tryAgain: 'Noch einmal',
  attention: 'Zu erledigen',
  attentionOf: (n, more) => `Zu erledigen (${say.number(n)}${more ? ' oder mehr' : ''})`,
  nothingNeeded: 'Im Moment ist nichts zu erledigen.',
  moreBelow: 'Die anderen stehen unten, unter Offen und Abgelaufen.',
  pendingSince: (ms) => `Offen ${since(ms)}`,
  expiredSince: (ms) => `Abgelaufen ${since(ms)}`,
  asks: (requester, n, role, when) =>
    `*${requester}* möchte ${say.count(n, people)} als *${role}* einladen und wartet auf Ihre Entscheidung seit: ${when}.`,
  asked: (n, role, when) =>
    `Ihre Anfrage, ${say.count(n, people)} als *${role}* einzuladen, wartet auf eine Entscheidung seit: ${when}.`,
  show: 'Zeigen',
  showRequestOf: (requester) => `Die Anfrage von ${requester} zeigen`,
  tabs: {
    recent: 'Neueste',
    pending: 'Offen',
    expired: 'Abgelaufen',
    accepted: 'Angenommen',
    canceled: 'Zurückgezogen',
  },
  tab: (name, n) => `${name} · ${say.number(n)}`,
  showTab: (name) => `Einladungen zeigen: ${name}`,
  shownTab: (name) => `Jetzt gezeigt: ${name}`,
  list: 'Alle Einladungen',
  listMine: 'Ihre Einladungen',
  onlyMine: 'Nur meine',
  everybodys: 'Die von allen',
  onlyMineSays: 'Nur meine Einladungen zeigen',
  everybodysSays: 'Die von allen: Einladungen aller zeigen',
  find: 'Nach Adresse oder Name suchen',
  findHint: 'Mit Enter suchen.',
  clear: 'Suche leeren',
  found: (tab, n, text, page, pages) =>
    `*${tab}*${text ? ` mit „${text}“` : ''} · ${say.count(n, invites)} · Seite ${say.number(page)} von ${say.number(pages)}`,
  nothing: {
    recent: 'Es gibt noch keine Einladungen.',
    pending: 'Nichts ist offen.',
    expired: 'Nichts ist abgelaufen.',
    accepted: 'Noch hat niemand angenommen.',
    canceled: 'Nichts wurde zurückgezogen.',
  },
  noneFound: 'Keine Einladung passt dazu.',
  choose: 'Einladungen auswählen',
  invited: (status, agoMs, by) => `${status} · eingeladen ${say.ago(agoMs)}${by ? ` von ${by}` : ''}`,
  mayNotSee: 'Ihre Rolle in ROQ erlaubt Ihnen nicht, Einladungen zu sehen.',
  mayNotInvite: 'Ihre Rolle in ROQ erlaubt Ihnen nicht, jemanden einzuladen.',
  howElse: (command) =>
    `In jedem Channel öffnet \`${command}\` das Formular, \`${command} ada@x.io als editor\` füllt es aus, und \`${command} help\` erklärt den Rest.`,
  start:
    'Hier laden Sie Leute in den ROQ-Tenant Ihrer Firma ein und sehen, was aus jeder Einladung wird; verknüpfen Sie zum Anfangen Ihr ROQ-Konto, das dauert eine Minute.',
  what: 'Hier werden Leute in den ROQ-Tenant Ihrer Firma eingeladen, und Sie sehen, was aus jeder Einladung wird.',
};
