/**
 * Stands for a number or a text in a sentence, and is known again in whatever language: as text it is «its name», as a
 * number one that nothing else is.
 */
class Placeholder extends String {
  constructor(
    name: string,
    readonly count: number,
  ) {
    super(`«${name}»`);
  }
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.count : this.valueOf();
  }
}

const day = 86_400_000;

/** What a sentence takes by these names is one of the code's own words, a yes or no, or several texts. */
const special: Record<string, unknown> = {
  kind: 'resend',
  standing: 'guest',
  act: 'resend',
  status: 'accepted',
  state: 'approved',
  addresses: 'masked',
  andOthers: true,
};
const lists = new Set(['names', 'people', 'whys']);

export type Filled = {
  values: unknown[];
  /** What shows that a sentence said it: «name», or any of its numbers. */
  marks: { name: string; said: (sentence: string) => boolean }[];
};

/** Values for each parameter of a sentence, found by their names in its source. `number`: all numbers are this one. */
export function filled(sentence: (...values: never[]) => string, number?: number): Filled {
  const marks: Filled['marks'] = [];
  const stand = (name: string, position: number): unknown => {
    if (name in special) return special[name];
    const own = number ?? (name.endsWith('Ms') ? (position + 2) * day : 7_001 + position);
    marks.push({ name, said: (text) => text.includes(`«${name}`) || numbersIn(text).includes(shown(name, own)) });
    if (lists.has(name)) return ['1', '2', '3'].map((n) => `«${name}${n}»`);
    return new Placeholder(name, own);
  };
  return { values: parametersOf(sentence).map((names, at) => given(names, at, stand)), marks };
}

const shown = (name: string, value: number): number => (name.endsWith('Ms') ? Math.floor(value / day) : value);
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d[\d.,]*/g)].map(([found]) => Number(found.replaceAll(/[.,]/g, '')));

function given(names: string | string[], at: number, stand: (name: string, position: number) => unknown): unknown {
  if (typeof names === 'string') return stand(names, at);
  return Object.fromEntries(names.map((name, position) => [name, stand(name, position)]));
}

/** `(a, { b, c })` as `['a', ['b', 'c']]`. */
function parametersOf(sentence: (...values: never[]) => string): (string | string[])[] {
  const list = /^(?:async\s+)?\(?([^)=]*)\)?\s*=>/.exec(String(sentence))?.[1] ?? '';
  return [...list.matchAll(/\{([^}]*)\}|(\w+)/g)].map(([, fields, name = '']) => fields?.match(/\w+/g) ?? name);
}
