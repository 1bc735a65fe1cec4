import type { Words } from '../words.ts';
import { say } from './say.ts';

export const summary: Words['summary'] = {
  title: (tenant) => `Einladungen zu *${tenant}*`,
  oldest: (person, agoMs) => `Am längsten offen: ${person}, eingeladen ${say.ago(agoMs)}.`,
  readAt: (when, command) => `Aus ROQ gelesen: ${when}. \`${command} list\` zeigt sie mit ihren Knöpfen.`,
  spoken: (tenant, counts) => `Einladungen zu ${tenant}: ${counts}.`,
};
