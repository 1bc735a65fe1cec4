import type { Words } from '../words.ts';
import { say } from './say.ts';

export const inviteList: Words['inviteList'] = {
  title: 'Einladungen',
  find: 'Suchen',
  findHint: 'Teil einer Adresse oder eines Namens; dann Enter.',
  show: 'Zeigen',
  open: 'Offen und abgelaufen',
  all: 'Alle',
  headline: (tenant) => `Einladungen zu *${tenant}*`,
  ownHeadline: (tenant) => `Ihre Einladungen zu *${tenant}*`,
  found: (invites, page, pages, when) =>
    `${invites} · Seite ${say.number(page)} von ${say.number(pages)} · gelesen ${when}`,
  nothing: 'Keine Einladung passt dazu.',
  reading: 'Ich lese die Einladungen aus ROQ …',
};
