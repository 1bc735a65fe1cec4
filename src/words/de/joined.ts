import type { Words } from '../words.ts';
import { say } from './say.ts';

export const joined: Words['joined'] = {
  joined: (names, total, tenant) => `${whoJoined(names, total)} jetzt bei ${tenant} dabei.`,
  named: (names, left) => (left > 0 ? `${names.join(', ')} und ${say.number(left)} weitere` : names.join(', ')),
  accepted: (when) => `Ihre Einladung wurde angenommen; aus ROQ gelesen: ${when}.`,
  sayHello: 'Hallo sagen',
  sayHelloTo: (name) => `Hallo sagen: ${name}`,
  sayHelloInSlack: (name) => `Hallo sagen: ${name}, in Slack`,
};

const whoJoined = ([first = '', second]: readonly string[], total: number): string => {
  if (second === undefined) return `${first} ist`;
  return total === 2 ? `${first} und ${second} sind` : `${first} und ${say.number(total - 1)} andere sind`;
};
