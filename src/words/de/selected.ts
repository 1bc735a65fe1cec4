import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };
const invites = { one: 'Einladung', other: 'Einladungen' };

export const selected: Words['selected'] = {
  title: 'Einladungen',
  resend: {
    button: 'Ausgewählte neu senden',
    does: (n) => `${say.number(n)} erneut senden`,
    asks: (n) =>
      `*${say.count(n, invites)} erneut senden?* ROQ schickt ${n === 1 ? 'dieser Person' : 'diesen Personen'} noch eine E-Mail:`,
    doing: (n) => `Ich sende ${say.count(n, invites)} erneut …`,
    did: (done, total) =>
      done === total
        ? `*${say.count(done, invites)} erneut gesendet.*`
        : `*${say.number(done)} von ${say.number(total)} erneut gesendet.*`,
    none: 'Keine davon kann erneut gesendet werden.',
  },
  cancel: {
    button: 'Ausgewählte zurückziehen',
    does: (n) => `${say.number(n)} zurückziehen`,
    asks: (n) =>
      `*${say.count(n, invites)} zurückziehen?* ${n === 1 ? 'Diese Person kann' : 'Diese Personen können'} dann mit der E-Mail nicht mehr beitreten:`,
    doing: (n) => `Ich ziehe ${say.count(n, invites)} zurück …`,
    did: (done, total) =>
      done === total
        ? `*${say.count(done, invites)} zurückgezogen.*`
        : `*${say.number(done)} von ${say.number(total)} zurückgezogen.*`,
    none: 'Keine davon kann zurückgezogen werden: Das geht nur, solange sie offen ist.',
  },
  dropped: 'Schon abgelaufen, niemand kann damit noch beitreten; Übersichten nennen sie nicht mehr:',
  didDrop: (who) => `:white_check_mark: Schon abgelaufen: Übersichten nennen ${who} nicht mehr.`,
  leftOut: 'Nicht dabei, weil es für sie nichts zu tun gibt:',
  inState: (who, status) => `${who}: ${status}`,
  gone: (n) => `${say.count(n, invites)} davon gibt es nicht mehr, oder Sie dürfen sie nicht sehen.`,
  reading: 'Ich lese die ausgewählten Einladungen …',
  chooseFirst: 'Bitte haken Sie zuerst Einladungen an.',
  tooMany: (most) => `Bitte wählen Sie höchstens ${say.count(most, people)} auf einmal.`,
};
