import type { Words } from '../words.ts';
import { say } from './say.ts';

export const inviteLine: Words['inviteLine'] = {
  forgotten: 'eine vergessene Adresse',
  standing: (status, when, by) => `${status} · eingeladen ${when}${by ? ` von ${by}` : ''}`,
  resend: 'Erneut senden',
  resendTo: (person) => `Die Einladung an ${person} erneut senden`,
  inviteAgain: 'Erneut einladen',
  invitePersonAgain: (person) => `${person} erneut einladen`,
  cancel: 'Zurückziehen',
  cancelOf: (person) => `Die Einladung an ${person} zurückziehen`,
  cancelDialog: {
    title: 'Diese Einladung zurückziehen?',
    text: (person) => `${person} kann dann mit der E-Mail nicht mehr beitreten.`,
    yes: 'Einladung zurückziehen',
    no: 'Behalten',
  },
  invites: (n) => say.count(n, { one: 'Einladung', other: 'Einladungen' }),
};
