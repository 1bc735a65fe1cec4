import type { Words } from '../words.ts';
import { say } from './say.ts';

export const asking: Words['asking'] = {
  could: (names) => `${say.anyOf(names)} ${names.length === 1 ? 'könnte' : 'könnten'} es tun.`,
  ask: 'Fragen',
  askThem: 'Jemanden fragen',
  mayNow: 'Das dürfen Sie inzwischen selbst: Bitte versuchen Sie es noch einmal.',
  askedToday: (whom) => `Heute habe ich ${whom} schon für Sie gefragt.`,
  nobody: 'Ich kenne in diesem Workspace niemanden, der es tun könnte. Bitte fragen Sie einen Admin.',
  asked: (name) => `Ich habe ${name} für Sie gefragt, per Direktnachricht.`,
  favour: (name, mention, wish, command) =>
    `*${name}* (${mention}) fragt, ob Sie ${wish} könnten: Die eigenen Rechte reichen dafür nicht. Bitte sprechen Sie miteinander; der Befehl ist \`${command}\`.`,
  wishes: {
    invite: (tenant) => `Leute zu *${tenant}* einladen`,
    role: (tenant, role) => `jemanden zu *${tenant}* als *${role}* einladen`,
    see: (tenant) => `unter den Einladungen zu *${tenant}* etwas nachsehen`,
    manage: (tenant) => `Einladungen zu *${tenant}* erneut senden, zurückziehen oder anhalten`,
    settings: (tenant) => `die Einstellungen der Einladungen zu *${tenant}* ändern`,
    audit: (tenant) => `im Protokoll von *${tenant}* etwas nachsehen`,
  },
};
