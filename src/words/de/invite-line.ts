import type { Words } from '../words.ts';
import { say } from './say.ts';

export const inviteLine: Words['inviteLine'] = {
  forgotten: 'eine vergessene Adresse',
  standing: (status, when, by) => `${status} · eingeladen ${when}${by ? ` von ${by}` : ''}`,
  resend: 'Erneut senden',
  resendTo: (person) => `Erneut senden: Einladung an ${person}`,
  inviteAgain: 'Erneut einladen',
  invitePersonAgain: (person) => `Erneut einladen: ${person}`,
  cancel: 'Zurückziehen',
  cancelOf: (person) => `Zurückziehen: Einladung an ${person}`,
  cancelDialog: {
    title: 'Diese Einladung zurückziehen?',
    text: (person) => `${person} kann dann mit der E-Mail nicht mehr beitreten.`,
    yes: 'Einladung zurückziehen',
    no: 'Behalten',
  },
  acted: {
    resend: (whom) =>
      `:white_check_mark: Erneut gesendet: ROQ schickt ${whom} eine neue E-Mail, und die Einladung ist offen.`,
    cancel: (whom) => `:white_check_mark: Zurückgezogen: Die Einladung an ${whom} gilt nicht mehr.`,
    unclear: (whom) =>
      `:grey_question: ROQ hat es für ${whom} noch nicht bestätigt. Ich sehe nach, ob es geschehen ist, und melde mich.`,
  },
  invites: (n) => say.count(n, { one: 'Einladung', other: 'Einladungen' }),
};
