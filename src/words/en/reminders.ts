import { say } from './say.ts';

const days = { one: 'day', other: 'days' };

/** Invites that are mailed again by themselves, and who never is. */
export const reminders = {
  title: 'Reminders',
  /** Opens the form. */
  open: 'Reminders',
  openSays: 'Open the settings of reminders by mail',
  /** `tenant` is escaped. */
  headline: (tenant: string) =>
    `*Reminders* to people who were invited to *${tenant}* from this workspace and have not answered.`,
  remind: 'Remind them by mail',
  afterDays: (n: number) => `After ${say.count(n, days)} without an answer`,
  pause: 'When',
  how: (most: number) =>
    `ROQ mails the invite again, at most ${say.number(most)} times and each time after as many days: in the name of whoever invited, only while they may resend it, and never between 20:00 and 8:00 where they are.`,
  whom: 'Only people invited after this is turned on are reminded. In the list and in the story of an address, one person can be left out for good.',
  saved: (n: number, most: number) =>
    `Saved. Whoever is invited from now on is reminded after ${say.count(n, days)} without an answer, at most ${say.number(most)} times.`,
  savedOff: 'Saved. Nobody is reminded.',
  /** Buttons on one invite; `person` is plain. */
  never: 'Never remind',
  neverSays: (person: string) => `Never remind ${person} of an invite by mail`,
  allow: 'Allow reminders',
  allowSays: (person: string) => `Allow reminders by mail to ${person} again`,
  /** `whom` is escaped. */
  isExcluded: (whom: string) => `${whom} is never reminded by mail.`,
  willNever: (whom: string) => `:white_check_mark: ${whom} is not reminded any more. Resend still works.`,
  mayAgain: (whom: string) => `:white_check_mark: ${whom} may be reminded again, from their next invite on.`,
};
