import type { Words } from '../words.ts';
import { auditReason } from './audit-reasons.ts';
import { say } from './say.ts';

const entries = { one: 'Eintrag', other: 'Einträge' };
const acts = { one: 'Vorgang', other: 'Vorgänge' };

const an = (whom: string): string => (whom ? ` an ${whom}` : '');
const wen = (whom: string): string => (whom ? `${whom} ` : '');

export const audit: Words['audit'] = {
  somebody: 'Jemand',
  deeds: {
    'invite.sent': (whom) => `hat ${wen(whom)}eingeladen`,
    'invite.refused': (whom) => `konnte ${wen(whom)}nicht einladen`,
    'invite.unsure': (whom) => `hat ${wen(whom)}vielleicht eingeladen (die Antwort von ROQ ging verloren)`,
    'resend.done': (whom) => `hat die Einladung${an(whom)} erneut gesendet`,
    'resend.refused': (whom) => `konnte die Einladung${an(whom)} nicht erneut senden`,
    'resend.unsure': (whom) =>
      `hat die Einladung${an(whom)} vielleicht erneut gesendet (die Antwort von ROQ ging verloren)`,
    'reminder.done': (whom) => `hat ${whom || 'die Person'} automatisch erinnert`,
    'reminder.refused': (whom) => `konnte ${whom || 'die Person'} nicht automatisch erinnern`,
    'reminder.unsure': (whom) =>
      `hat ${whom || 'die Person'} vielleicht automatisch erinnert (die Antwort von ROQ ging verloren)`,
    'reminder.excluded': (whom) => `hat ${whom || 'die Person'} von Erinnerungen ausgenommen`,
    'reminder.allowed': (whom) => `hat Erinnerungen${an(whom)} wieder erlaubt`,
    'cancel.done': (whom) => `hat die Einladung${an(whom)} zurückgezogen`,
    'cancel.refused': (whom) => `konnte die Einladung${an(whom)} nicht zurückziehen`,
    'cancel.unsure': (whom) =>
      `hat die Einladung${an(whom)} vielleicht zurückgezogen (die Antwort von ROQ ging verloren)`,
    'invite.snoozed': (whom) => `lässt die Einladung${an(whom)} in Übersichten ruhen`,
    'invite.left_out': (whom) => `hat die abgelaufene Einladung${an(whom)} aus Übersichten genommen`,
    'own_digest.saved': () => 'hat eine eigene Übersicht geändert',
    'own_digest.stopped': () => 'hat eine eigene Übersicht beendet',
    'digest.passed_on': () => '(von selbst) hat eine Übersicht weitergegeben',
    'digest.stopped': () => '(von selbst) hat eine Übersicht ausgeschaltet',
    'batch.made': () => 'hat Einladungen übergeben',
    'batch.stopped': () => 'hat den Rest eines Stapels angehalten',
    'batch.rechecked': () => 'hat einen Stapel noch einmal prüfen lassen',
    'request.made': (whom) => `hat um eine Einladung${an(whom)} gebeten`,
    'request.approved': (whom) => `hat die Einladung${an(whom)} genehmigt`,
    'request.declined': (whom) => `hat die Einladung${an(whom)} abgelehnt`,
    'request.withdrawn': (whom) => `hat die Anfrage um eine Einladung${an(whom)} zurückgezogen`,
    'request.expired': (whom) => `bekam keine Antwort${whom ? ` zur Einladung an ${whom}` : ''}`,
    'consent.asked': () => 'hat jemanden in Slack gefragt, ob eine Einladung gewünscht ist',
    'consent.given': (whom) => `hat einer Einladung${an(whom)} zugestimmt`,
    'consent.declined': () => 'hat eine Einladung abgelehnt',
    'consent.expired': () => 'hat nicht geantwortet, ob eine Einladung gewünscht ist',
    'consent.withdrawn': () => 'hat die Frage zurückgenommen, ob eine Einladung gewünscht ist',
    'step.asked': () => 'wurde von einem Workflow gebeten, eine Einladung zu senden',
    'step.agreed': (whom) => `ließ die Einladung eines Workflows${an(whom)} senden`,
    'step.declined': () => 'hat die Einladung, um die ein Workflow bat, nicht gesendet',
    'step.expired': () => 'hat einem Workflow zu einer Einladung nicht geantwortet',
    'nudge.not_me': () => 'hat gesagt, dass eine Einladung nicht für diese Person ist',
    'link.started': () => 'hat einen Code angefordert, um ein Konto zu verknüpfen',
    'link.proved': () => 'hat ein Konto verknüpft',
    'link.failed': () => 'hat einen falschen Code eingegeben',
    'link.removed': () => 'hat die Verknüpfung mit einem Konto entfernt',
    'favour.asked': () => 'hat jemanden um Hilfe gebeten',
    'settings.saved': () => 'hat die Einstellungen geändert',
    'address.forgotten': () => 'hat eine Adresse vergessen lassen',
    'audit.exported': () => 'hat das Protokoll exportiert',
    refused: (whom) => `wurde abgewiesen${whom ? ` (${whom})` : ''}`,
  },
  line: (who, deed, reason) => `${who} ${deed}${reason ? `: ${reason}` : ''}`,
  reason: auditReason,
  acts: (n) => `${say.count(n, acts)} mit Einladungen`,
  more: (n, command) => `… und ${say.number(n)} weitere: \`${command} audit\` exportiert sie.`,
  csv: 'Protokoll',
  csvPart: (part, parts) => `Protokoll, Teil ${part} von ${parts}`,
  csvHeadline: (title) => `*${title}* (als CSV)`,
  wrongDays: (command, usual) =>
    `Bitte geben Sie Tage so an: \`${command} audit 2026-01-31 2026-02-28\`, den früheren zuerst; ohne Angabe sind es die letzten ${usual}.`,
  link: (url) =>
    `Ihr Export: <${url}|Seite öffnen und „Herunterladen“ drücken>. Der Link gilt einmal, 10 Minuten lang, solange Sie das Protokoll sehen dürfen.`,
  nothing: 'In dieser Zeit wurde nichts getan.',
  tooMany: (most) =>
    `Das sind mehr als ${say.count(most, entries)}, zu viel für Nachrichten. Bitte wählen Sie einen kürzeren Zeitraum; ist PUBLIC_URL gesetzt, lässt sich jeder herunterladen.`,
  onTheirWay: (n, messages) =>
    `${say.count(n, entries)} ${n === 1 ? 'kommt' : 'kommen'} per Direktnachricht zu Ihnen, ${messages > 1 ? `in ${messages} Nachrichten` : 'in einer Nachricht'}, als CSV.`,
  page: {
    title: 'Protokoll',
    once: 'Ihr Export des Protokolls, einmalig.',
    download: 'Herunterladen',
    gone: 'Dieser Link wurde benutzt, ist zu alt oder gilt für Sie nicht mehr. Bitte fordern Sie in Slack einen neuen an.',
  },
};
