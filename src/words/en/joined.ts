import { say } from './say.ts';

/** The quiet word to an inviter. Names are escaped. */
export const joined = {
  /** `names` are all who joined, the first as the one to name. */
  joined: (names: readonly string[], tenant: string) => `${whoJoined(names)} joined ${tenant}.`,
  named: (names: readonly string[], left: number) =>
    left > 0 ? `${names.join(', ')} and ${say.number(left)} more` : names.join(', '),
  accepted: (when: string) => `They accepted your invite; read from ROQ ${when}.`,
  sayHello: 'Say hello',
  sayHelloTo: (name: string) => `Say hello to ${name}`,
  sayHelloInSlack: (name: string) => `Say hello to ${name} in Slack`,
};

const whoJoined = ([first = '', second, ...others]: readonly string[]): string => {
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${say.number(others.length + 1)} others`;
};
