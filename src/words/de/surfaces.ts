import type { Words } from '../words.ts';

export const surfaces: Words['surfaces'] = {
  invitePeople: 'Leute einladen',
  close: 'Schließen',
  notNow: 'Jetzt nicht',
};
