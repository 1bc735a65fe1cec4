import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };
const invites = { one: 'Einladung', other: 'Einladungen' };
const statuses = {
  pending: 'ist offen',
  accepted: 'wurde angenommen',
  expired: 'ist abgelaufen',
  canceled: 'wurde zurückgezogen',
};

export const sheet: Words['sheet'] = {
  title: 'Prüfen, dann senden',
  send: (n) => (n < 10_000 ? `${say.count(n, invites)} senden` : `${say.number(n)} senden`),
  request: (n) => (n < 1_000 ? `${say.count(n, invites)} erbitten` : `${say.number(n)} erbitten`),
  sendAndRequest: (ready, asked) =>
    ready + asked < 1_000 ? `${ready} senden, ${asked} erbitten` : `${ready} + ${asked} absenden`,
  checkAgain: 'Noch einmal prüfen',
  headline: (ready, total, tenant, role) => {
    const who = ready === total ? `*${say.count(total, people)}* bereit` : `*${ready} von ${total}* bereit`;
    return `${who} für eine Einladung zu *${tenant}* als *${role}*.`;
  },
  mistyped: (person, suspect) => `${person}\nSieht nach einem Tippfehler aus: Meinen Sie *${suspect}*?`,
  useThat: 'Das nehmen',
  useInstead: (suspect, written) => `Das nehmen: ${suspect} statt ${written}`,
  alreadyPending: (person, agoMs, by) =>
    `${person}\nSchon eingeladen: ${say.ago(agoMs)}${by ? ` von ${by}` : ''}, noch offen.`,
  resend: 'Erneut senden',
  resendTo: (person) => `Erneut senden: Einladung an ${person}`,
  ended: (person, status, when) => `${person}\nDie Einladung ${statuses[status]} (eingeladen ${when}).`,
  inviteAgain: 'Erneut einladen',
  invitePersonAgain: (person) => `Erneut einladen: ${person}`,
  inviteAllAgain: (n) => `Alle ${say.number(n)} erneut einladen`,
  memberExplains: 'Sie sind schon dabei; an sie geht nichts.',
  roleExplains: 'Die Rolle in ihrer Zeile dürfen Sie nicht vergeben.',
  cooling: (person, agoMs) => `${person}\nBekam ${say.ago(agoMs)} eine E-Mail; bitte etwas Zeit lassen.`,
  edit: 'Liste bearbeiten',
  readAt: (when) => `Aus ROQ gelesen: ${when}.`,
  correct: (why) => `${why} Bitte verbessern Sie es, oder leeren Sie das Feld, um es wegzulassen.`,
  stillBad: (why) => `Immer noch keine Adresse: ${why}`,
  noAddressWritten: 'keine Adresse',
  lineOf: (line, written) => `Zeile ${line}: ${written}`,
  notAnAddress: (written) => `Keine Adresse: ${written}`,
  quoted: (written) => `„${written}“`,
  kinds: {
    ready: 'Bereit',
    member: 'Schon dabei',
    pending: 'Schon eingeladen, noch offen',
    ended: 'Abgelaufen oder zurückgezogen',
    cooling: 'Bekam vor Kurzem eine E-Mail',
    role: 'Rolle, die Sie nicht vergeben dürfen',
    denied: 'Von einer Regel dieses Workspace nicht erlaubt',
    approval: 'Brauchen eine zweite Person',
    over: 'Über einer Grenze',
    bad: 'Keine Adresse',
  },
  otherKind: 'Andere',
  heading: (title, n) => `*${title}* (${say.number(n)})`,
  headingOfPeople: (title, n) => `*${title}* (${say.count(n, people)})`,
  more: {
    titled: (n, title) => `… und ${say.number(n)} weitere unter „${title}“.`,
    mistyped: (n) => `… und ${say.number(n)} weitere, die nach Tippfehlern aussehen.`,
    pending: (n) => `… und ${say.number(n)} weitere, die schon eingeladen sind.`,
    ended: (n) => `… und ${say.number(n)} weitere, die abgelaufen oder zurückgezogen sind.`,
    cooling: (n) => `… und ${say.number(n)} weitere, die vor Kurzem eine E-Mail bekamen.`,
    bad: (n) => `… und ${say.number(n)} weitere, die keine Adressen sind.`,
  },
  showAll: (n) => `Alle ${say.number(n)} zeigen`,
  showAllSays: (n, kind) => `Alle ${say.number(n)} zeigen: ${kind}`,
  back: 'Zurück zur Liste',
  tryAgain: 'Noch einmal',
  checking: 'Ich prüfe die Adressen mit ROQ …',
  checkingCorrections: 'Ich prüfe die verbesserten Adressen mit ROQ …',
  readingFile: 'Ich lese die Datei …',
  handingOver: 'Ich übergebe die Einladungen …',
  sending: 'Senden',
  askedAlready: 'Danach haben Sie schon gefragt; Sie hören von der Entscheidung.',
};
