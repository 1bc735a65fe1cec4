import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };
const openInvites = { one: 'weitere offene Einladung', other: 'weitere offene Einladungen' };

export const rules: Words['rules'] = {
  title: 'Regeln',
  headline: (tenant) => `Was dieser Workspace den Regeln von ROQ für Einladungen zu *${tenant}* hinzufügt.`,
  domains: 'Domains (Adressen nach dem @)',
  domainsExplain: 'Eine je Zeile: `acme.com` ist nur diese Domain, `*.acme.com` jede darunter.',
  allowed: 'Erlaubt',
  allowedHint: 'Leer: Jede Domain ist erlaubt.',
  outside: 'Adressen anderer Domains',
  outsideAsk: 'Eine zweite Person entscheidet',
  outsideRefuse: 'Werden abgelehnt',
  warned: 'Um einen zweiten Blick bitten',
  denied: 'Nie einladen',
  deniedHint: 'Geht jeder anderen Regel vor.',
  rolesAndLimits: 'Rollen und Grenzen',
  roles: 'Rollen, die aus Slack vergeben werden dürfen',
  rolesHint: 'Keine gewählt: alle.',
  quota: 'Einladungen je Person und Tag',
  cap: 'Offene Einladungen insgesamt',
  noLimit: '0: keine Grenze.',
  cooldown: 'Minuten zwischen zwei E-Mails an eine Adresse',
  cooldownHint: (usual) => `Leer: ${usual}.`,
  secondPerson: 'Eine zweite Person',
  approvalRoles: 'Entscheidet, wer diese Rollen bekommt',
  moreThan: 'Entscheidet über mehr auf einmal als',
  never: '0: nie.',
  mayAsk: 'Wer nicht einladen darf',
  mayAskNo: 'Kann nicht um Einladungen bitten',
  mayAskYes: 'Darf um Einladungen bitten',
  channel: 'Channel, in dem entschieden wird',
  channelHint:
    'Leer: per Direktnachricht an bis zu fünf Personen, die entscheiden dürfen. Fügen Sie die App zuerst zum Channel hinzu.',
  hours: 'Stunden, bis eine Anfrage abläuft',
  hoursHint: 'Mit einer Erinnerung nach der halben Zeit.',
  noDomain: (written) => `„${written}“ ist keine Domain. Bitte schreiben Sie acme.com oder *.acme.com.`,
  tooManyDomains: (most) => `Bitte geben Sie höchstens ${most} Domains an.`,
  wholeNumber: (from, to) => `Bitte geben Sie eine ganze Zahl von ${from} bis ${say.number(to)} an.`,
  saved: 'Gespeichert. Die Regeln gelten von jetzt an, auf welchem Weg auch immer eingeladen wird.',
  sheet: {
    warned: 'Bereit, aber bitte zweimal hinsehen',
    warnedExplains: 'Dieser Workspace wünscht bei Adressen dieser Domains einen zweiten Blick.',
    approvals: {
      person: {
        title: 'Brauchen eine Genehmigung',
        explains: 'Sie dürfen nicht selbst einladen; gefragt wird jemand, der es darf.',
      },
      role: {
        title: 'Brauchen eine zweite Person: die Rolle',
        explains: 'In diesem Workspace entscheidet eine zweite Person, wer diese Rolle bekommt.',
      },
      outside: {
        title: 'Brauchen eine zweite Person: andere Domains',
        explains: 'Diese Domains gehören nicht zu den hier erlaubten.',
      },
      many: {
        title: 'Brauchen eine zweite Person: viele auf einmal',
        explains: 'In diesem Workspace sieht bei so vielen auf einmal eine zweite Person darüber.',
      },
    },
    why: 'Warum? Für die Person, die entscheidet.',
    denials: {
      domain: {
        title: 'Nicht erlaubt: die Domain',
        explains: 'Eine Regel dieses Workspace verbietet Einladungen an diese Domains.',
      },
      outside: {
        title: 'Nicht erlaubt: andere Domains',
        explains: 'Dieser Workspace erlaubt nur Einladungen an bestimmte Domains; diese gehören nicht dazu.',
      },
      role: {
        title: 'Nicht erlaubt: die Rolle',
        explains: 'Eine Regel dieses Workspace lässt nicht zu, dass diese Rolle aus Slack vergeben wird.',
      },
    },
    quota: 'Mehr, als Sie heute einladen dürfen',
    quotaExplains: (left) => `Heute dürfen Sie noch ${say.count(left, people)} einladen; diese können morgen folgen.`,
    cap: 'Zu viele offene Einladungen',
    capExplains: (left) =>
      `Dieser Workspace nimmt gerade noch ${say.count(left, openInvites)}; alte zurückzuziehen schafft Platz.`,
  },
};
