import { lowerFirst, upperFirst } from '../first-letter.ts';
import type { Words } from '../words.ts';
import { after, say, since } from './say.ts';

const people = { one: 'Person', other: 'Personen' };
const done = { resend: 'Erneut gesendet', cancel: 'Zurückgezogen' };
const wanted = { resend: 'sie erneut senden', cancel: 'sie zurückziehen' };
const unanswered = (kind: 'resend' | 'cancel', by: string, when: string) =>
  `${by} wollte ${wanted[kind]} (${when}); ROQ hat noch nicht geantwortet, ich sehe nach`;

export const card: Words['card'] = {
  headline: (inviter, total, tenant, role) =>
    `*${inviter}* hat ${say.count(total, people)} zu *${tenant}* als *${role}* eingeladen`,
  approvedBy: (requester, approver) => `Angefragt von ${requester}, genehmigt von ${approver}`,
  moved: (channel, because) =>
    `Diese Karte ist hier, weil ich in ${channel} nicht posten darf (${because}). Wer Karten dort möchte, lädt mich in den Channel ein.`,
  sending: (outcome) => `Wird gesendet: ${outcome}`,
  joined: (joined, sent) => `${say.number(joined)} von ${say.number(sent)} dabei`,
  pending: (n) => `${say.number(n)} offen`,
  expired: (n) => `${say.number(n)} abgelaufen`,
  canceled: (n) => `${say.number(n)} zurückgezogen`,
  pendingFor: (ageMs) => `${upperFirst(since(ageMs))} offen`,
  probablyExpired: (standing) => `${standing}, vermutlich abgelaufen`,
  acceptedWithoutUser: (ageMs) => `Angenommen, aber ${after(ageMs)} kennt ROQ noch kein Konto mit dieser Adresse`,
  read: (when) => `gelesen ${when}`,
  refresh: 'Aktualisieren',
  refreshSays: 'Aktualisieren: diese Einladungen noch einmal aus ROQ lesen',
  showAll: 'Alle zeigen',
  spoken: (inviter, people, others, tenant, role, story) => {
    const whom = others > 0 ? `${people.join(', ')} und ${say.number(others)} weitere` : people.join(', ');
    return `${inviter} hat ${whom} zu ${tenant} als ${role} eingeladen: ${story}.`;
  },
  personStands: (person, standing) => `${person} (${lowerFirst(standing)})`,
  stillOut: (people, andOthers) => `Noch nicht dabei: ${people.join(', ')}${andOthers ? ' und andere' : ''}.`,
  acts: {
    done: (kind, by, when) => `${done[kind]} von ${by}, ${when}`,
    unsure: (kind, by, when, reference) =>
      `${by} wollte ${wanted[kind]} (${when}); die Antwort von ROQ ging verloren, deshalb ist nicht sicher, ob es geschehen ist${reference ? ` (Referenz ${reference})` : ''}`,
    refused: (kind, by, when) => `${by} wollte ${wanted[kind]} (${when}); ROQ hat es abgelehnt`,
    open: unanswered,
    called: unanswered,
  },
  reminders: {
    done: (when) => `Automatisch per E-Mail erinnert: ${when}`,
    unsure: (when) => `Vielleicht per E-Mail erinnert (${when}); die Antwort von ROQ ging verloren`,
    refused: (when) => `Nicht erinnert (${when}); ROQ hat es abgelehnt`,
    open: (when) => `Wird gerade per E-Mail erinnert (${when})`,
    called: (when) => `Wird gerade per E-Mail erinnert (${when}); ROQ hat noch nicht geantwortet`,
  },
  actEnded: (address, act) => `Die Einladung an ${address}: ${act}.`,
  batchEnded: (total, tenant, role, outcome) =>
    `Ihre ${say.count(total, { one: 'Einladung', other: 'Einladungen' })} zu ${tenant} als ${role} ${total === 1 ? 'ist' : 'sind'} durch: ${outcome}.`,
};
