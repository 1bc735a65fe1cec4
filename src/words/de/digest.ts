import type { Words } from '../words.ts';
import { say } from './say.ts';

const invites = { one: 'Einladung', other: 'Einladungen' };
const some = (parts: readonly [n: number | undefined, word: string][]) =>
  parts.flatMap(([n, word]) => (n ? [`${say.number(n)} ${word}`] : [])).join(', ');

export const digest: Words['digest'] = {
  invitesTo: (n, tenant) => `${say.count(n, invites)} zu ${tenant}`,
  ownInvitesTo: (n, tenant) => `${say.number(n)} Ihrer Einladungen zu ${tenant}`,
  waiting: (invites, standing) => `*Noch nicht angenommen: ${invites}*, davon ${standing}.`,
  standing: (pending, expired) =>
    some([
      [pending, 'offen'],
      [expired, 'abgelaufen'],
    ]),
  needed: (n) =>
    n === 1 ? 'Eine braucht eine Entscheidung:' : `${say.number(n)} brauchen eine Entscheidung, die älteste zuerst:`,
  news: (sent, joined, expired) =>
    `Seit der letzten Übersicht: ${some([
      [sent, 'gesendet'],
      [joined, 'beigetreten'],
      [expired, 'abgelaufen'],
    ])}.`,
  noAnswer: (ms) => `Keine Antwort seit ${say.ago(ms).replace(/^vor /, '')}`,
  expired: (ms) => `Abgelaufen ${say.ago(ms)}`,
  by: (name) => `eingeladen von ${name}`,
  resent: (n) => `${n === 1 ? 'einmal' : n === 2 ? 'zweimal' : `${say.number(n)}-mal`} erneut gesendet`,
  resendSelectedSays: 'Ausgewählte neu senden: die angehakten Einladungen noch einmal mailen',
  cancelSelectedSays: 'Ausgewählte zurückziehen: die angehakten Einladungen; fragt vorher nach',
  snooze: (days) => `${say.number(days)} Tage ruhen lassen`,
  snoozeSays: (days) => `${say.number(days)} Tage ruhen lassen: die angehakten Einladungen`,
  proposal: (n, people) =>
    `Mindestens zweimal erneut gesendet und älter als 30 Tage: ${people}. ${n === 1 ? 'Zurückziehen?' : `Diese ${say.number(n)} zurückziehen?`}`,
  cancelThese: (n) => (n === 1 ? 'Diese zurückziehen' : `Diese ${say.number(n)} zurückziehen`),
  cancelTheseSays: (n) =>
    `${n === 1 ? 'Diese zurückziehen' : `Diese ${say.number(n)} zurückziehen`}: ohne Antwort; fragt vorher nach`,
  askLater: (days) => `In ${say.number(days)} Tagen wieder fragen`,
  askLaterSays: (days) => `In ${say.number(days)} Tagen wieder fragen: bis dahin nicht in der Übersicht`,
  others: (n) => (n === 1 ? 'eine weitere' : `${say.number(n)} weitere`),
  showAll: (n) => (n === 1 ? 'Einladung zeigen' : `Alle ${say.number(n)} zeigen`),
  showAllSays: (n) =>
    n === 1
      ? 'Einladung zeigen, mit der Adresse'
      : `Alle ${say.number(n)} zeigen: offene und abgelaufene Einladungen mit Adressen`,
  stopOwn: 'Meine Übersicht beenden',
  stopOwnSays: 'Meine Übersicht beenden: diese tägliche Direktnachricht',
  snoozed: (n) => `${say.number(n)} ${n === 1 ? 'ruht' : 'ruhen'}.`,
  elsewhere: (n) =>
    n === 1
      ? 'Eine weitere steht in der eigenen Übersicht dessen, der eingeladen hat.'
      : `${say.number(n)} weitere stehen in den eigenen Übersichten derer, die eingeladen haben.`,
  leftOut: (n) => `${say.count(n, invites)}, vor mehr als 30 Tagen abgelaufen, ${n === 1 ? 'fehlt' : 'fehlen'} hier.`,
  emptied: '*Nichts wartet mehr.* Danke!',
  emptiedForNow: (invites, standing) => `*Nichts braucht eine Entscheidung.* ${invites}: ${standing}.`,
  channelGone: (tenant, channel, why) =>
    `Die tägliche Übersicht der Einladungen zu *${tenant}* ließ sich in ${channel} nicht posten (${why}), deshalb ist sie jetzt aus. In den Einstellungen können Sie einen anderen Kanal wählen oder sie wieder einschalten, sobald die App dort posten darf.`,
  passedOn: (who, tenant, channel) =>
    `${who} hat die tägliche Übersicht der Einladungen zu *${tenant}* in ${channel} eingerichtet und ist nicht mehr hier oder darf sie nicht mehr ändern. Sie kommt weiterhin, und Sie kümmern sich jetzt darum: In den Einstellungen können Sie sie ändern oder ausschalten.`,
  openSettings: 'Einstellungen öffnen',
  ownGone: 'Sie dürfen diese Einladungen nicht mehr sehen; darum steht hier nichts, und diese Übersicht ist beendet.',
  ownIsOff: (command) => `Sie bekommen keine eigene Übersicht mehr; \`${command} settings\` schaltet sie wieder ein.`,
  snoozedUntil: (n, day) =>
    `:zzz: ${say.count(n, invites)} ${n === 1 ? 'ruht' : 'ruhen'} nun und ${n === 1 ? 'steht' : 'stehen'} wieder in der Übersicht vom ${day}.`,
};
