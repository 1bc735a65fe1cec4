import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };

export const result: Words['result'] = {
  title: 'Einladungen',
  sendingTitle: 'Wird gesendet',
  closeGoesOn: 'Schließen, läuft weiter',
  done: 'Fertig',
  sending: (total, tenant, role, ended) =>
    `${say.count(total, people)} ${total === 1 ? 'wird' : 'werden'} zu *${tenant}* als *${role}* eingeladen: ${say.number(ended)} von ${say.number(total)} beantwortet.`,
  ended: (outcome, tenant, role) => `*${outcome}*: Einladung zu *${tenant}* als *${role}*.`,
  endedBy: (outcome, tenant, role, by) => `*${outcome}*: Einladung zu *${tenant}* als *${role}*, von ${by}.`,
  more: (n) => `… und ${say.number(n)} weitere; die Karte zählt sie alle.`,
  roqMails: 'ROQ mailt jede Einladung, die es entgegennimmt. Die Karte in Slack zeigt, was daraus wird.',
  outcomes: {
    sent: (n) => `${say.number(n)} gesendet`,
    refused: (n) => `${say.number(n)} abgelehnt`,
    unsure: (n) => `${say.number(n)} unklar`,
    stopped: (n) => `${say.number(n)} nicht gesendet`,
    waiting: (n) => `${say.number(n)} wartend`,
    checking: (n) => `${say.number(n)} in Prüfung`,
  },
  nothingSent: 'Nichts gesendet',
  lines: {
    sent: (who) => `${who}: gesendet (ROQ hat die Einladung entgegengenommen)`,
    refused: (who, why) => `${who}: abgelehnt. ${why}`,
    unsure: (who, reference) =>
      `${who}: unklar. Die Antwort von ROQ ging verloren, und es fand sich keine Einladung; „Noch einmal prüfen“ sieht erneut nach${reference ? ` (Referenz ${reference})` : ''}.`,
    stopped: (who) => `${who}: nicht gesendet, vorher angehalten`,
    checking: (who) => `${who}: Die Antwort von ROQ ging verloren; ich sehe nach, ob es die Einladung gibt`,
    waiting: (who) => `${who}: wartet`,
    waitingForRoq: (who) => `${who}: wartet; ROQ ist nicht erreichbar und wird wieder versucht`,
  },
  retry: 'Fehlgeschlagene wiederholen',
  checkAgain: 'Noch einmal prüfen',
  stop: 'Anhalten',
  stopThese: 'Anhalten: diese Einladungen nicht weiter senden',
  stopDialog: {
    title: 'Senden anhalten?',
    text: (n) =>
      `Etwa ${say.count(n, people)} ${n === 1 ? 'hat' : 'haben'} noch keine Einladung und ${n === 1 ? 'bekommt' : 'bekommen'} dann keine. Was gesendet ist, bleibt gesendet.`,
    yes: 'Anhalten',
    no: 'Weiter senden',
  },
  show: 'Zeigen',
  filters: {
    all: 'Alle',
    sent: 'Gesendet',
    refused: 'Abgelehnt',
    unsure: 'Unklar',
    waiting: 'Wartend',
    stopped: 'Nicht gesendet (angehalten)',
  },
  nobody: 'Niemand.',
};
