import type { Words } from '../words.ts';
import { say } from './say.ts';

const days = { one: 'Tag', other: 'Tagen' };

export const reminders: Words['reminders'] = {
  title: 'Erinnerungen',
  open: 'Erinnerungen',
  openSays: 'Einstellungen der Erinnerungen per E-Mail öffnen',
  headline: (tenant) =>
    `*Erinnerungen* an Personen, die von hier aus zu *${tenant}* eingeladen wurden und nicht geantwortet haben.`,
  remind: 'Per E-Mail erinnern',
  afterDays: (n) => `Nach ${say.count(n, days)} ohne Antwort`,
  pause: 'Wann',
  how: (most) =>
    `ROQ schickt die Einladung noch einmal, höchstens ${say.number(most)}-mal und jedes Mal nach ebenso vielen Tagen: im Namen der Person, die eingeladen hat, nur solange sie erneut senden darf, und nie zwischen 20:00 und 8:00 Uhr bei ihr.`,
  whom: 'Erinnert wird nur, wer nach dem Einschalten eingeladen wird. In der Liste und im Verlauf einer Adresse lässt sich eine Person für immer ausnehmen.',
  saved: (n, most) =>
    `Gespeichert. Wer ab jetzt eingeladen wird, wird nach ${say.count(n, days)} ohne Antwort erinnert, höchstens ${say.number(most)}-mal.`,
  savedOff: 'Gespeichert. Niemand wird erinnert.',
  never: 'Nie erinnern',
  neverSays: (person) => `Nie per E-Mail an eine Einladung erinnern: ${person}`,
  allow: 'Erinnern erlauben',
  allowSays: (person) => `Erinnerungen per E-Mail wieder erlauben: ${person}`,
  isExcluded: (whom) => `${whom} wird nie per E-Mail erinnert.`,
  willNever: (whom) => `:white_check_mark: ${whom} wird nicht mehr erinnert. Erneut senden geht weiterhin.`,
  mayAgain: (whom) => `:white_check_mark: ${whom} darf wieder erinnert werden, ab der nächsten Einladung.`,
};
