import { say } from './say.ts';

/** The quiet word to an inviter. Names are escaped. */
export const joined = {
  /** `names` begin with the one to name; `total` have joined. */
  joined: (names: readonly string[], total: number, tenant: string) => `${whoJoined(names, total)} joined ${tenant}.`,
  named: (names: readonly string[], left: number) =>
    left > 0 ? `${names.join(', ')} and ${say.number(left)} more` : names.join(', '),
  accepted: (when: string) => `They accepted your invite; read from ROQ ${when}.`,
  sayHello: 'Say hello',
  sayHelloTo: (name: string) => `Say hello to ${name}`,
  sayHelloInSlack: (name: string) => `Say hello to ${name} in Slack`,
};

const whoJoined = ([first = '', second]: readonly string[], total: number): string => {
  if (second === undefined) return first;
  return total === 2 ? `${first} and ${second}` : `${first} and ${say.number(total - 1)} others`;
};
