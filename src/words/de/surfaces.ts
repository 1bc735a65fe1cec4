import type { Words } from '../words.ts';
import { say } from './say.ts';

export const surfaces: Words['surfaces'] = {
  invitePeople: 'Leute einladen',
  close: 'Schließen',
  notNow: 'Jetzt nicht',
  save: 'Speichern',
  previous: 'Zurück',
  next: 'Weiter',
  previousSays: 'Zurück zur vorigen Seite',
  nextSays: 'Weiter zur nächsten Seite',
  page: (page, pages) => `Seite ${say.number(page)} von ${say.number(pages)}`,
  andMore: (n) => `… und ${say.number(n)} weitere.`,
  oneMoment: 'Einen Moment …',
  saving: 'Wird gespeichert …',
  choose: 'Auswählen',
  chooseChannel: 'Channel auswählen',
  chooseOne: 'Bitte eines auswählen.',
  unknownButton: (reference) =>
    `Diesen Knopf kenne ich nicht; er stammt vielleicht aus einer älteren Version (Referenz ${reference}).`,
  unknownShortcut: (reference) =>
    `Diesen Shortcut kenne ich nicht; er stammt vielleicht aus einer älteren Version (Referenz ${reference}).`,
  unknownForm: (reference) =>
    `Dieses Formular kenne ich nicht; es stammt vielleicht aus einer älteren Version (Referenz ${reference}).`,
};
