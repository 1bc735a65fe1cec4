import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };
const invites = { one: 'Einladung', other: 'Einladungen' };

export const approvals: Words['approvals'] = {
  title: 'Anfrage',
  asks: (requester, total, tenant, role) =>
    `*${requester}* möchte *${say.count(total, people)}* zu *${tenant}* als *${role}* einladen`,
  expires: (when) => `Läuft ab, wenn niemand entscheidet: ${when}.`,
  openUntil: (when) => `Offen bis ${when}.`,
  stillWaiting: (asks, when) => `Hier fehlt noch eine Entscheidung: ${asks}. Die Anfrage läuft ab: ${when}.`,
  ended: (total, tenant, role, outcome) =>
    `Ihre Anfrage, ${say.count(total, people)} zu ${tenant} als ${role} einzuladen: ${outcome}.`,
  askAgain: 'Es wurde nichts gesendet; Sie können noch einmal fragen.',
  approved: (by, when) => `genehmigt von ${by}, ${when}`,
  declined: (by, when) => `abgelehnt von ${by}, ${when}`,
  undecided: (when) => `abgelaufen (${when}), weil niemand entschieden hat`,
  withdrawn: (when) => `zurückgezogen, ${when}`,
  withReason: (outcome, reason) => `${outcome}: „${reason}“`,
  requested: (total) =>
    `Zu ${say.count(total, invites)} wurde eine zweite Person gefragt. Vor ihrer Zustimmung wird davon nichts gesendet; Sie hören so oder so per Direktnachricht davon.`,
  youAsked: (total, tenant, role, until) =>
    `Sie möchten ${say.count(total, people)} zu ${tenant} als ${role} einladen. Vor einer Zustimmung wird nichts gesendet; die Anfrage läuft ab: ${until}.`,
  withdraw: 'Zurückziehen',
  withdrawOf: (total) => `Zurückziehen: Anfrage zu ${say.count(total, invites)}`,
  withdrawTitle: 'Diese Anfrage zurückziehen?',
  withdrawText: 'Niemand kann ihr dann mehr zustimmen, und nichts davon wird gesendet. Sie können noch einmal fragen.',
  withdrawNo: 'Behalten',
  whys: {
    person: 'die anfragende Person nicht selbst einladen darf',
    role: 'die Rolle eine zweite Person verlangt',
    outside: 'Adressen außerhalb der erlaubten Domains dabei sind',
    many: 'es viele auf einmal sind',
  },
  because: (whys) => `Eine zweite Person entscheidet, weil ${say.list(whys)}.`,
  theirReason: (reason) => `Die Begründung: „${reason}“`,
  noReason: 'Eine Begründung gibt es nicht.',
  asRole: (person, role) => `${person} als ${role}`,
  approve: 'Genehmigen …',
  approveOf: (requester) => `Genehmigen: Anfrage von ${requester}`,
  decline: 'Ablehnen …',
  declineOf: (requester) => `Ablehnen: Anfrage von ${requester}`,
  show: 'Zeigen',
  showOf: (requester) => `Zeigen: Anfrage von ${requester}`,
  approveTitle: 'Genehmigen',
  declineTitle: 'Ablehnen',
  approveMany: (n) => (n < 10 ? `${say.count(n, invites)} genehmigen` : `${say.number(n)} genehmigen`),
  declineSubmit: 'Ablehnen',
  more: (n) => `… und ${say.number(n)} weitere; „Zeigen“ auf der Karte nennt alle.`,
  inYourName: 'Sie werden so gesendet, wie sie hier stehen, in Ihrem Namen.',
  aWord: 'Ein Wort an die anfragende Person',
  whyNot: 'Warum nicht? Die anfragende Person liest das.',
  sayWhy: 'Bitte sagen Sie in ein paar Worten, warum.',
  declinedNow: (total, requester) =>
    `${say.count(total, invites)}: abgelehnt. Es wird nichts gesendet, und ${requester} liest, warum.`,
  introduction: (name, tenant) =>
    `${name} hat diesen Channel für Anfragen gewählt, Leute zu ${tenant} einzuladen. Wer sie einladen darf, entscheidet hier.`,
};
