import type { Words } from '../words.ts';
import { say } from './say.ts';
import { statuses } from './statuses.ts';

const names: Record<string, string> = statuses;
const named = (status: string): string => (Object.hasOwn(names, status) ? (names[status] ?? status) : status);

export const history: Words['history'] = {
  title: 'Verlauf einer Adresse',
  lookUp: 'Nachsehen',
  reading: 'Ich lese, was geschehen ist …',
  address: 'Adresse',
  nowInRoq: (when) => `*Jetzt in ROQ*, gelesen ${when}`,
  happened: (n) =>
    n > 0
      ? `*Was geschehen ist*: ${say.count(n, { one: 'Eintrag', other: 'Einträge' })}, der neueste zuerst`
      : '*Was geschehen ist*',
  nothing: 'Von hier aus ist mit dieser Adresse nichts geschehen, das Sie sehen dürfen.',
  ownOnly: 'Sie sehen nur Ihre eigenen Einladungen und Vorgänge.',
  noInvite: 'Keine Einladung an diese Adresse, die Sie sehen dürfen.',
  invite: (person, status, when, by) => `${person}: ${status} · eingeladen ${when}${by ? ` von ${by}` : ''}`,
  older: (n) => `… und ${say.count(n, { one: 'ältere Einladung', other: 'ältere Einladungen' })}.`,
  beforeForgotten: '(bevor diese Adresse vergessen wurde)',
  changed: (before, after) => `${named(before)} → ${named(after)}`,
  reference: (reference) => `Referenz ${reference}`,
  newer: 'Neuere',
  olderEntries: 'Ältere',
  newerSays: 'Neuere Einträge',
  olderSays: 'Ältere Einträge',
  forget: 'Diese Adresse vergessen',
  forgetDialog: {
    title: 'Diese Adresse vergessen?',
    text: (email) =>
      `Diese App vergisst ${email} und die Namen dazu; im Protokoll bleibt, was getan wurde, ohne die Adresse. ROQ bleibt unberührt.`,
    yes: 'Vergessen',
    no: 'Behalten',
  },
  forgotten:
    'Vergessen. Adresse und Namen sind aus dem Speicher dieser App gelöscht, und ihre Nachrichten der letzten 30 Tage werden ohne sie neu gezeichnet. ROQ behält, was es hat.',
  oneAddress: (command) => `Bitte nennen Sie eine Adresse: \`${command} why ada@x.io\`.`,
  giveOneAddress: 'Bitte geben Sie eine E-Mail-Adresse an.',
};
