import { say } from './say.ts';

/** Titles, buttons and short words that many views share. */
export const surfaces = {
  invitePeople: 'Invite people',
  close: 'Close',
  notNow: 'Not now',
  save: 'Save',
  previous: 'Previous',
  next: 'Next',
  /** What the two above say to a screen reader. */
  previousSays: 'Previous page',
  nextSays: 'Next page',
  page: (page: number, pages: number) => `Page ${say.number(page)} of ${say.number(pages)}`,
  andMore: (n: number) => `… and ${say.number(n)} more.`,
  oneMoment: 'One moment…',
  saving: 'Saving…',
  choose: 'Choose',
  chooseChannel: 'Choose a channel',
  chooseOne: 'Please choose one.',
  /** Below a view or button that nobody knows any more; `reference` is also in the log. */
  unknownButton: (reference: string) =>
    `I do not know that button; it may be from an older version (reference ${reference}).`,
  unknownShortcut: (reference: string) =>
    `I do not know that shortcut; it may be from an older version (reference ${reference}).`,
  unknownForm: (reference: string) =>
    `I do not know that form; it may be from an older version (reference ${reference}).`,
};
